package io.shotline.wire;

import com.google.protobuf.ByteString;
import io.shotline.wire.v1.Evidence;
import org.jspecify.annotations.Nullable;

/** Records of the topic {@code evidence}. */
public final class EvidenceCodec {
  private static final String NAME = "Evidence";

  private EvidenceCodec() {}

  /** Reads a record's value. */
  public static Parsed<EvidenceRecord> parse(byte @Nullable [] value) {
    return Message.parse(value, NAME, Evidence::parseFrom, EvidenceCodec::convert);
  }

  /** The value of the record that carries the image and its result. */
  public static byte[] toBytes(EvidenceRecord evidence) {
    return message(evidence.scored(), Fields.image(evidence.image())).toByteArray();
  }

  static Evidence message(ScoredRecord scored, ByteString image) {
    return Evidence.newBuilder()
        .setScoredImage(ScoredImageCodec.message(scored))
        .setImage(image)
        .build();
  }

  private static EvidenceRecord convert(Evidence message) throws MalformedMessageException {
    if (!message.hasScoredImage() || message.getImage().isEmpty()) {
      throw new MalformedMessageException("scored_image or image is missing");
    }
    return new EvidenceRecord(
        ScoredImageCodec.convert(message.getScoredImage()), Fields.image(message.getImage()));
  }
}
