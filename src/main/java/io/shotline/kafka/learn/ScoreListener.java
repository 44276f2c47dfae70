package io.shotline.kafka.learn;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.LearnerInput.Observed;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.view.ViewedPart;
import io.shotline.wire.LearnerCodec;
import io.shotline.wire.LearnerRecord;
import io.shotline.wire.LearntThresholdCodec;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Takes of each result the few bytes that are learnt from. Results of repeats, of images that were
 * not scored, and of before teach nothing.
 */
final class ScoreListener implements Processor<byte[], byte[], byte[], byte[]> {
  private @Nullable ProcessorContext<byte[], byte[]> context;

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ScoredImageCodec.parse(record.value())
        .asOptional()
        .map(ScoredRecord::image)
        .flatMap(ScoreListener::heard)
        .ifPresent(
            heard ->
                requireNonNull(context, "init comes first")
                    .forward(
                        new Record<>(
                            LearntThresholdCodec.key(heard.key()),
                            LearnerCodec.toBytes(heard),
                            record.timestamp())));
  }

  private static Optional<LearnerRecord> heard(ScoredImage image) {
    ViewedPart viewed = image.viewedPart();
    ShotBasis shots = image.shots();
    if (image.verdict() == Verdict.SKIPPED || viewed == null || shots.digest().isEmpty()) {
      return Optional.empty();
    }
    LearningKey key =
        new LearningKey(
            image.productId(), image.cameraId(), image.model().toString(), viewed.view().word());
    return Optional.of(new LearnerRecord(key, new Observed(image.score(), shots)));
  }
}
