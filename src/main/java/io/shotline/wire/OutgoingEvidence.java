package io.shotline.wire;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import io.shotline.wire.v1.Evidence;
import io.shotline.wire.v1.ImageEvent;

/** A record of evidence before it is written: its size is known without a copy of the image. */
public final class OutgoingEvidence {
  private final Evidence message;

  private OutgoingEvidence(Evidence message) {
    this.message = message;
  }

  /**
   * Takes the image from the record that it was judged from.
   *
   * @param event the value of that record; must not change
   * @throws IllegalArgumentException if that is no image, which then was not judged either
   */
  public static OutgoingEvidence of(ScoredRecord scored, byte[] event) {
    requireNonNull(scored, "scored");
    ByteString image =
        Message.parse(event, "ImageEvent", ImageEvent::parseFrom, ImageEvent::getImage)
            .asOptional()
            .orElseThrow(
                () -> new IllegalArgumentException("image " + scored.source() + " is no image"));
    return new OutgoingEvidence(EvidenceCodec.message(scored, image));
  }

  /** Returns the bytes of the value. */
  public int size() {
    return message.getSerializedSize();
  }

  /** Returns the value of the record. */
  public byte[] toBytes() {
    return message.toByteArray();
  }
}
