package io.shotline.evaluate.report;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.ScoredImage;
import io.shotline.picture.JpegFile;
import io.shotline.picture.Pane;
import io.shotline.picture.PicturePair;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;

/**
 * A small picture that is part of a page.
 *
 * @param address with the JPEG file in it
 */
record Thumbnail(String address, int width, int height) {
  private static final int SIDE = 220;
  private static final float QUALITY = 0.72f;

  Thumbnail {
    requireNonNull(address, "address");
  }

  /** Returns the image. */
  static Thumbnail plain(EncodedImage image) throws IOException {
    return of(Pane.plain(image, SIDE));
  }

  /** Returns the image, and beside it the same with its heat. */
  static Thumbnail pair(EncodedImage image, ScoredImage result) throws IOException {
    return of(PicturePair.of(Pane.plain(image, SIDE), Pane.marked(image, result, SIDE)));
  }

  private static Thumbnail of(BufferedImage picture) throws IOException {
    byte[] jpeg = JpegFile.of(picture, QUALITY, "");
    return new Thumbnail(
        "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg),
        picture.getWidth(),
        picture.getHeight());
  }
}
