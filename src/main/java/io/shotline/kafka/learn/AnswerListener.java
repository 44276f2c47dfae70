package io.shotline.kafka.learn;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.Feedback;
import io.shotline.core.threshold.LearnerInput;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.view.View;
import io.shotline.wire.FeedbackCodec;
import io.shotline.wire.LearnerCodec;
import io.shotline.wire.LearnerRecord;
import io.shotline.wire.LearntThresholdCodec;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Takes what bounds a threshold of each answer. One that does not name its result bounds none, and
 * nor does what was only acknowledged or shelved.
 */
final class AnswerListener implements Processor<byte[], byte[], byte[], byte[]> {
  private @Nullable ProcessorContext<byte[], byte[]> context;

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    Instant time = Instant.ofEpochMilli(record.timestamp());
    FeedbackCodec.parse(record.value(), record.key(), time)
        .asOptional()
        .flatMap(AnswerListener::heard)
        .ifPresent(heard -> forward(heard, record.timestamp()));
  }

  private void forward(LearnerRecord heard, long timestamp) {
    ProcessorContext<byte[], byte[]> to = requireNonNull(context, "init comes first");
    to.forward(
        new Record<>(
            LearntThresholdCodec.key(heard.key()), LearnerCodec.toBytes(heard), timestamp));
    // A person waits for it, a score can wait for the next commit.
    to.commit();
  }

  private static Optional<LearnerRecord> heard(Feedback feedback) {
    Feedback.Answered answered = feedback.answered();
    View view = answered == null ? null : answered.view();
    if (answered == null || view == null || answered.shots().digest().isEmpty()) {
      return Optional.empty();
    }
    LearningKey key =
        new LearningKey(
            feedback.productId(), answered.cameraId(), answered.model().toString(), view.word());
    boolean isDefect = feedback.verdict() == Feedback.Verdict.DEFECT;
    return Optional.of(
        new LearnerRecord(
            key,
            new LearnerInput.Answered(
                feedback.eventId(), isDefect, answered.score(), answered.shots())));
  }
}
