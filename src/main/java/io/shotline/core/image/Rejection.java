package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

/**
 * Why a record cannot be scored; it goes to the dead letters with these words.
 *
 * @param detail what was wrong with this one and what to do, for a person
 */
public record Rejection(Reason reason, String detail) {
  /** The kinds of bad input. Names are part of the dead letters' format. */
  public enum Reason {
    /** The record has no value, or one of zero bytes. */
    EMPTY_VALUE,
    /** The value is not the protobuf message that the topic holds, or lacks a required field. */
    MALFORMED_MESSAGE,
    /** The message carries no image bytes. */
    EMPTY_IMAGE,
    /** The image file is larger than the limit in bytes. */
    TOO_MANY_BYTES,
    /** The header announces more pixels than the limit, or than the memory for decoding takes. */
    TOO_MANY_PIXELS,
    /** The bytes do not begin as a JPEG, PNG, BMP or TIFF file does. */
    NOT_AN_IMAGE,
    /** An image format that is known but in a variant that cannot be read exactly. */
    UNSUPPORTED_IMAGE,
    /** An image of a known format whose header or data is cut short or broken. */
    UNDECODABLE_IMAGE,
    /** Neither settings nor shots exist for the product. */
    UNKNOWN_PRODUCT,
    /** The product is known but has no usable shot. */
    NO_SHOTS
  }

  public Rejection {
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
  }

  @Override
  public String toString() {
    return reason + ": " + detail;
  }
}
