package io.shotline.http.api;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageHeader;
import java.util.Locale;

/**
 * Hands out images. An image file may say where and by whom it was taken; only engineers have it as
 * it was received, all others have a picture of the same pixels.
 */
@FunctionalInterface
public interface PlainPictures {
  /**
   * Draws an image anew, upright, as a JPEG that holds nothing but the picture. May block, by any
   * thread.
   *
   * @throws IllegalArgumentException if the image cannot be drawn; says why
   */
  byte[] jpeg(EncodedImage image);

  /**
   * Answers with an image.
   *
   * @param isOriginal whether the caller may have the file itself
   */
  default ApiResponse answer(EncodedImage image, boolean isOriginal) throws ProblemException {
    if (isOriginal) {
      return ApiResponse.file(type(image), image.bytes());
    }
    try {
      return ApiResponse.file("image/jpeg", jpeg(image));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(422, "UNDECODABLE_IMAGE", String.valueOf(e.getMessage()));
    }
  }

  private static String type(EncodedImage image) {
    return ImageHeader.read(image.bytes())
        .map(header -> "image/" + header.format().name().toLowerCase(Locale.ROOT))
        .filter(BodyTypes.IMAGES::contains)
        .orElse("application/octet-stream");
  }
}
