package io.shotline.core.image.file;

import static io.shotline.core.image.Rejection.Reason.EMPTY_IMAGE;
import static io.shotline.core.image.Rejection.Reason.NOT_AN_IMAGE;
import static io.shotline.core.image.Rejection.Reason.TOO_MANY_BYTES;
import static io.shotline.core.image.Rejection.Reason.TOO_MANY_PIXELS;
import static io.shotline.core.image.Rejection.Reason.UNDECODABLE_IMAGE;
import static io.shotline.core.image.Rejection.Reason.UNSUPPORTED_IMAGE;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Rejection;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How large an image may be, and how much work, checked without decoding a pixel.
 *
 * @param maxBytes of the file
 * @param maxPixels of the decoded image
 * @param decodeBytes memory for all images that are decoded at once; what needs more is refused
 */
public record ImageLimits(int maxBytes, long maxPixels, long decodeBytes) {
  /** A progressive JPEG of 50 megapixels fits, and so does RGB with alpha of 16 bits. */
  public static final long DECODE_BYTES = 512L << 20;

  /** 16 MB (2^24 bytes), 50 megapixels, 512 MB for decoding. */
  public static final ImageLimits DEFAULT = new ImageLimits(16 << 20, 50_000_000L);

  // A strip of 1 x 50,000,000 is few pixels until its shorter side is brought to the model's.
  private static final int MAX_RATIO = 1000;

  private static final int MEGABYTE_BITS = 20;
  private static final int MEGA = 1_000_000;

  /** What the option takes: a record of 32 MB holds the image and more. */
  private static final int MOST_MEGABYTES = 30;

  /** What the option takes. */
  private static final int MOST_MEGAPIXELS = 500;

  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1 || decodeBytes < 1) {
      throw new IllegalArgumentException(
          "limits of "
              + maxBytes
              + " bytes, "
              + maxPixels
              + " px, "
              + decodeBytes
              + " bytes for decoding");
    }
  }

  /** Makes limits with {@link #DECODE_BYTES} for decoding. */
  public ImageLimits(int maxBytes, long maxPixels) {
    this(maxBytes, maxPixels, DECODE_BYTES);
  }

  /** Why the image must not be decoded, or empty if it may. */
  public Optional<Rejection> check(EncodedImage image) {
    return inspect(image) instanceof Inspection.Refused refused
        ? Optional.of(refused.rejection())
        : Optional.empty();
  }

  /** Reads the header, once for all who need it. */
  public Inspection inspect(EncodedImage image) {
    if (image.length() == 0) {
      return refused(EMPTY_IMAGE, "the image has 0 bytes; send the JPEG, PNG, BMP or TIFF file");
    }
    if (image.length() > maxBytes) {
      return refused(TOO_MANY_BYTES, tooManyBytes(image.length()));
    }
    Optional<ImageHeader> header = ImageHeader.read(image.bytes());
    if (header.isEmpty()) {
      return OtherFormats.refusal(image.bytes())
          .map(refusal -> refused(UNSUPPORTED_IMAGE, refusal))
          .or(() -> DamagedFile.header(image.bytes()).map(why -> refused(UNDECODABLE_IMAGE, why)))
          .orElseGet(() -> refused(NOT_AN_IMAGE, notAnImage(image.bytes())));
    }
    return inspect(header.get(), image);
  }

  private Inspection inspect(ImageHeader header, EncodedImage image) {
    if (!header.unsupported().isEmpty()) {
      return refused(UNSUPPORTED_IMAGE, header.unsupported());
    }
    ImageSize size = header.size();
    if (size.pixels() > maxPixels) {
      return refused(TOO_MANY_PIXELS, tooManyPixels(size));
    }
    if (Math.max(size.width(), size.height()) / Math.min(size.width(), size.height())
        >= MAX_RATIO) {
      return refused(
          UNSUPPORTED_IMAGE,
          size + " pixels: one side is " + MAX_RATIO + " times the other or more; cut it up");
    }
    FileBody body = FileBody.of(header, image.bytes());
    String bomb = DecoderBomb.find(header, image.bytes(), body.scans());
    if (!bomb.isEmpty()) {
      return refused(UNSUPPORTED_IMAGE, bomb);
    }
    DecodeCost cost = DecodeCost.of(image, header);
    return cost.bytes() > decodeBytes
        ? refused(TOO_MANY_PIXELS, tooLarge(cost, size))
        : new Inspection.Accepted(header, body.doubts(header, image.bytes()));
  }

  private String tooManyBytes(int bytes) {
    long needed = ((long) bytes + (1 << MEGABYTE_BITS) - 1) >> MEGABYTE_BITS;
    return "the image has "
        + bytes
        + " bytes, the limit is "
        + maxBytes
        + " bytes; compress it, or "
        + (needed > MOST_MEGABYTES
            ? "scale it down: --max-image takes no more than " + MOST_MEGABYTES + "MB"
            : "set --max-image " + needed + "MB");
  }

  private String tooManyPixels(ImageSize size) {
    long needed = (size.pixels() + MEGA - 1) / MEGA;
    return size
        + " pixels announced, the limit is "
        + maxPixels
        + " pixels; scale it down"
        + (needed > MOST_MEGAPIXELS
            ? ": --max-image-megapixels takes no more than " + MOST_MEGAPIXELS
            : ", or set --max-image-megapixels " + needed);
  }

  private String tooLarge(DecodeCost cost, ImageSize size) {
    long needed = (cost.bytes() >> MEGABYTE_BITS) + 1;
    return cost.kind()
        + ", "
        + size
        + " pixels: decoding it takes "
        + needed
        + " MB, the limit is "
        + (decodeBytes >> MEGABYTE_BITS)
        + " MB; scale it down, or set --decode-memory "
        + needed
        + "MB";
  }

  private static Inspection refused(Rejection.Reason reason, String detail) {
    return new Inspection.Refused(new Rejection(reason, detail));
  }

  private static String notAnImage(byte[] bytes) {
    return "not a JPEG, PNG, BMP or TIFF file; it begins with "
        + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(8, bytes.length));
  }
}
