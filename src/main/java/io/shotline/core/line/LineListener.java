package io.shotline.core.line;

/** Is told of what happens on the line from now on. Calls return at once. */
public interface LineListener {
  /** Told that an image was judged. */
  void judged(CameraState camera);

  /** Told that a record could not be used. */
  void rejected(DeadLetter letter);
}
