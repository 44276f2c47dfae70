package io.shotline.wire;

import io.shotline.core.threshold.LearnerInput;
import io.shotline.core.threshold.LearnerInput.Answered;
import io.shotline.core.threshold.LearnerInput.Observed;
import io.shotline.core.threshold.LearnerMemory;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.wire.v1.LearnerAnswer;
import io.shotline.wire.v1.LearnerScore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of the internal topics of the learner. */
public final class LearnerCodec {
  private LearnerCodec() {}

  /** The value of the record that carries what the learner hears. */
  public static byte[] toBytes(LearnerRecord record) {
    LearningKey key = record.key();
    io.shotline.wire.v1.LearnerInput.Builder message =
        io.shotline.wire.v1.LearnerInput.newBuilder()
            .setProductId(key.productId())
            .setCameraId(key.cameraId())
            .setModel(key.model())
            .setView(key.view());
    LearnerInput input = record.input();
    if (input instanceof Answered answer) {
      message.setAnswer(message(answer));
    } else {
      Observed image = (Observed) input;
      message.setScore(
          LearnerScore.newBuilder()
              .setScore(image.score())
              .setShotsDigest(image.shots().digest())
              .setShotsMedian(image.shots().median())
              .setShotsCompared(image.shots().compared()));
    }
    return message.build().toByteArray();
  }

  /** Reads such a record. */
  public static Parsed<LearnerRecord> parse(byte @Nullable [] value) {
    return Message.parse(
        value,
        "LearnerInput",
        io.shotline.wire.v1.LearnerInput::parseFrom,
        message ->
            new LearnerRecord(
                new LearningKey(
                    message.getProductId(),
                    message.getCameraId(),
                    message.getModel(),
                    message.getView()),
                input(message)));
  }

  /** What the store keeps of a learner. */
  public static byte[] toBytes(LearnerMemory memory) {
    io.shotline.wire.v1.LearnerMemory.Builder message =
        io.shotline.wire.v1.LearnerMemory.newBuilder()
            .setGeneration(memory.generation())
            .setShotsDigest(memory.shots().digest())
            .setShotsMedian(memory.shots().median())
            .setShotsCompared(memory.shots().compared())
            .setWrittenAtMillis(memory.writtenAtMillis())
            .setSinceMillis(memory.sinceMillis());
    LearntThreshold written = memory.written();
    if (written != null) {
      message.setWritten(LearntThresholdCodec.message(written));
    }
    memory.answers().forEach(answer -> message.addAnswers(message(answer)));
    return message.build().toByteArray();
  }

  /** Reads what was kept. */
  public static Parsed<LearnerMemory> parseMemory(byte @Nullable [] value) {
    return Message.parse(
        value,
        "LearnerMemory",
        io.shotline.wire.v1.LearnerMemory::parseFrom,
        message -> {
          List<Answered> answers =
              message.getAnswersList().stream().map(LearnerCodec::answer).toList();
          return new LearnerMemory(
              message.getGeneration(),
              new ShotBasis(
                  message.getShotsDigest(), message.getShotsMedian(), message.getShotsCompared()),
              message.hasWritten() ? LearntThresholdCodec.convert(message.getWritten()) : null,
              answers,
              message.getWrittenAtMillis(),
              message.getSinceMillis());
        });
  }

  private static LearnerInput input(io.shotline.wire.v1.LearnerInput message)
      throws MalformedMessageException {
    return switch (message.getHeardCase()) {
      case SCORE -> {
        LearnerScore image = message.getScore();
        yield new Observed(
            image.getScore(),
            new ShotBasis(
                image.getShotsDigest(), image.getShotsMedian(), image.getShotsCompared()));
      }
      case ANSWER -> answer(message.getAnswer());
      case HEARD_NOT_SET -> throw new MalformedMessageException("nothing is said");
    };
  }

  private static LearnerAnswer message(Answered answer) {
    return LearnerAnswer.newBuilder()
        .setEventId(answer.eventId())
        .setDefect(answer.isDefect())
        .setScore(answer.score())
        .setShotsDigest(answer.shots().digest())
        .setShotsMedian(answer.shots().median())
        .setShotsCompared(answer.shots().compared())
        .build();
  }

  private static Answered answer(LearnerAnswer message) {
    return new Answered(
        message.getEventId(),
        message.getDefect(),
        message.getScore(),
        new ShotBasis(
            message.getShotsDigest(), message.getShotsMedian(), message.getShotsCompared()));
  }
}
