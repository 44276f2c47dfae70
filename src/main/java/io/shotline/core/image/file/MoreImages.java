package io.shotline.core.image.file;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.file.ImageHeader.Format;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds other images in a file of which decoders see the first alone: files one behind the other,
 * stereo pictures (MPO), frames of an animation, pages. Cameras also append previews, depths and
 * notes to their images, and padding: an image of less than half the pixels is not counted.
 */
final class MoreImages {
  /** The first bytes in which formats other than JPEG and TIFF tell their size. */
  private static final int HEAD_BYTES = 4096;

  /** The segments of a camera's JPEG before its pixels: notes, a thumbnail, colour profiles. */
  private static final int JPEG_HEAD_BYTES = 1 << 18;

  /** Previews and thumbnails behind the image, and marks in data that is no image. */
  private static final int MOST_BEGINS = 8;

  private MoreImages() {}

  /** Returns whether an image is large enough beside the first one to be another of its kind. */
  static boolean counts(ImageSize size, ImageSize first) {
    return 2 * size.pixels() >= first.pixels();
  }

  /**
   * Returns which other image the file holds; empty if none is found.
   *
   * @param end where the first image ends
   */
  static String find(ImageHeader header, byte[] file, int end) {
    if (header.format() == Format.PNG) {
      long frames = PngChunks.of(file).frames();
      if (frames > 1) {
        return "an animation of " + frames + " frames (APNG)";
      }
    }
    if (header.format() == Format.TIFF) {
      Optional<ImageSize> page = TiffPages.further(file, header.size());
      if (page.isPresent()) {
        return "another page of " + page.get() + " pixels in the TIFF file";
      }
    }
    return behind(header.size(), file, end);
  }

  private static String behind(ImageSize first, byte[] file, int end) {
    int at = end;
    while (at < file.length && file[at] == 0) {
      at++;
    }
    if (at == file.length) {
      return "";
    }
    String next = header(file, at, first);
    return next.isEmpty() ? jpegBehind(first, file, at) : next;
  }

  /** Reads a header of another format than JPEG; empty if there is none at this place. */
  private static String header(byte[] file, int at, ImageSize first) {
    byte[] head = Arrays.copyOfRange(file, at, Math.min(file.length, at + HEAD_BYTES));
    if (TiffHeader.begins(head)) {
      return TiffFields.read(ByteBuffer.wrap(file, at, file.length - at))
              .map(fields -> fields.number(TiffTag.WIDTH, 0))
              .filter(width -> 2L * width >= first.width())
              .isPresent()
          ? words("TIFF", at)
          : "";
    }
    return ImageHeader.read(head)
        .filter(header -> header.format() != Format.JPEG && counts(header.size(), first))
        .map(header -> words(header.format() + " of " + header.size() + " pixels", at))
        .orElse("");
  }

  private static String jpegBehind(ImageSize first, byte[] file, int from) {
    int begins = 0;
    int at = JpegScans.nextMarker(file, from);
    while (at + 2 < file.length && begins < MOST_BEGINS) {
      if ((file[at + 1] & 0xFF) == JpegHeader.START_OF_IMAGE && file[at + 2] == (byte) 0xFF) {
        begins++;
        int length = Math.min(JPEG_HEAD_BYTES, file.length - at);
        Optional<ImageSize> size = JpegHeader.wellFormedSize(ByteBuffer.wrap(file, at, length));
        if (size.isPresent() && counts(size.get(), first)) {
          return words("JPEG of " + size.get() + " pixels", at);
        }
      }
      at = JpegScans.nextMarker(file, at + 2);
    }
    return "";
  }

  private static String words(String image, int at) {
    return "another " + image + " begins at byte " + at;
  }
}
