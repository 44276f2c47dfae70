package io.shotline.kafka.learn;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.LearnerInput.Answered;
import io.shotline.core.threshold.LearnerInput.Observed;
import io.shotline.core.threshold.Learning;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.LineLearner;
import io.shotline.wire.LearnerCodec;
import io.shotline.wire.LearnerRecord;
import io.shotline.wire.LearntThresholdCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Learns from what it hears, and writes what moved: of each key at most once a minute, answers of
 * people at once.
 */
final class LearnProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final LearningIndex settings;

  /** Keys of which something was heard since they were looked at, and when to look again. */
  private final Map<LearningKey, Long> waiting = new HashMap<>();

  private final Clock clock;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable LearnerStore learners;

  LearnProcessor(LearningIndex settings, Clock clock) {
    this.settings = requireNonNull(settings, "settings");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    // Anew: after an aborted transaction the store is what it was before, and this comes again.
    LearnerStore all = new LearnerStore(context.getStateStore(LearnerStore.STORE));
    learners = all;
    waiting.clear();
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> look(all));
  }

  /** Writes what it was too soon for when the last images came. */
  private void look(LearnerStore all) {
    long now = clock.millis();
    List<LearningKey> due =
        waiting.entrySet().stream()
            .filter(each -> each.getValue() <= now)
            .map(Map.Entry::getKey)
            .toList();
    for (LearningKey key : due) {
      LineLearner learner = all.learner(key);
      if (write(key, learner, false)) {
        all.keep(key, learner);
      }
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    LearnerCodec.parse(record.value())
        .asOptional()
        .ifPresent(heard -> hear(heard, record.timestamp()));
  }

  private void hear(LearnerRecord heard, long atMillis) {
    LearnerStore all = requireNonNull(learners, "init comes first");
    LearningKey key = heard.key();
    LineLearner learner = all.learner(key);
    Learning learning = settings.of(key.productId());
    int generation = learner.memory().generation();
    boolean atOnce = learner.forget(learning.sinceMillis());
    if (heard.input() instanceof Answered answer) {
      learner.answer(answer);
      atOnce = true;
    } else if (!learning.isFrozen() && atMillis >= learning.sinceMillis()) {
      all.keep(key, learner, learner.observe((Observed) heard.input()));
    }
    boolean written = write(key, learner, atOnce);
    if (atOnce) {
      requireNonNull(context, "init comes first").commit();
    }
    if (written || atOnce || generation != learner.memory().generation()) {
      all.keep(key, learner);
    }
  }

  private boolean write(LearningKey key, LineLearner learner, boolean atOnce) {
    ProcessorContext<byte[], byte[]> to = requireNonNull(context, "init comes first");
    long now = clock.millis();
    if (!atOnce && learner.isTooSoon(now)) {
      waiting.putIfAbsent(key, now + LineLearner.PACE.toMillis());
    } else {
      waiting.remove(key);
    }
    Optional<LearntThreshold> next = learner.next(now, atOnce);
    next.ifPresent(
        learnt ->
            to.forward(
                new Record<>(
                    LearntThresholdCodec.key(key), LearntThresholdCodec.toBytes(learnt), now)));
    return next.isPresent();
  }
}
