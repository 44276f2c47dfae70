package io.shotline.evaluate.report;

/** Bounds how much of a page is pictures, so that it can be mailed. Used by one thread. */
final class PictureBudget {
  private long left;

  /**
   * @param characters that pictures may take
   */
  PictureBudget(long characters) {
    this.left = characters;
  }

  /** Returns whether there was room for a picture, and takes it. */
  boolean take(Thumbnail picture) {
    int length = picture.address().length();
    if (length > left) {
      return false;
    }
    left -= length;
    return true;
  }

  /** Returns a part of what is left. */
  PictureBudget share(double share) {
    long part = (long) (left * share);
    left -= part;
    return new PictureBudget(part);
  }

  /** Takes back what a part left over. */
  void takeBack(PictureBudget part) {
    left += part.left;
    part.left = 0;
  }
}
