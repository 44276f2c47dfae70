package io.shotline.replay;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.product.Catalog;
import io.shotline.core.result.Outcome;
import io.shotline.kafka.history.RecordedImage;
import io.shotline.kafka.history.RecordedImages;
import io.shotline.kafka.history.ReplayTopic;
import io.shotline.wire.Parsed;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import io.shotline.work.WorkWindow;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Scores recorded images, writes the results and hands them over, in the order in which the images
 * were read. Just enough of them are in work that the model is busy. One run at a time.
 */
public final class Replay {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Scorer scorer;
  private final Catalog catalog;
  private final ReplayFilter filter;
  private final ReplayHistory history;
  private final ReplayTopic output;
  private final ReplayThresholds thresholds;
  private final int imagesInWork;
  private final ReplayTally tally = new ReplayTally();

  /** An image and what became of it. */
  private record Judged(SourceRecord source, @Nullable ImageEvent event, Outcome outcome) {}

  /**
   * @param output receives the results; stays the caller's, as the scorer does
   * @param thresholds what scores are held against
   * @param imagesInWork how many are scored at once
   */
  public Replay(
      Scorer scorer,
      Catalog catalog,
      ReplayFilter filter,
      ReplayHistory history,
      ReplayTopic output,
      ReplayThresholds thresholds,
      int imagesInWork) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.catalog = requireNonNull(catalog, "catalog");
    this.filter = requireNonNull(filter, "filter");
    this.history = requireNonNull(history, "history");
    this.output = requireNonNull(output, "output");
    this.thresholds = requireNonNull(thresholds, "thresholds");
    this.imagesInWork = imagesInWork;
  }

  /**
   * Returns what was counted when all results are safe.
   *
   * @param stopped whether to end before the last image, after those in work
   * @param replayed receives each image when its result is sent
   * @param progress hears now and then how many images are done
   */
  public ReplayTally run(
      RecordedImages images,
      BooleanSupplier stopped,
      Consumer<ReplayedImage> replayed,
      LongConsumer progress)
      throws InterruptedException {
    try (WorkWindow<Judged> window =
        new WorkWindow<>(imagesInWork, stopped, judged -> finish(judged, replayed))) {
      while (!images.isDone() && !stopped.getAsBoolean()) {
        for (RecordedImage image : images.poll(POLL)) {
          if (isWanted(image) && !window.add(() -> judge(image))) {
            break;
          }
          progress.accept(tally.done());
        }
      }
      window.finish();
    }
    output.flush();
    return tally;
  }

  /**
   * Of an unreadable record nobody knows what it shows. A repeat was no image more when it came.
   */
  private boolean isWanted(RecordedImage image) {
    boolean wanted =
        image.event().asOptional().map(filter::wants).orElse(true)
            && !history.isRepeat(image.source());
    image.event().asOptional().map(ImageEvent::cameraId).ifPresent(tally::saw);
    if (!wanted) {
      tally.leaveOut();
    }
    return wanted;
  }

  private Judged judge(RecordedImage image) throws InterruptedException {
    if (image.event() instanceof Parsed.Invalid<ImageEvent> invalid) {
      return new Judged(image.source(), null, new Outcome.Rejected(invalid.rejection()));
    }
    ImageEvent event = image.event().asOptional().orElseThrow();
    Outcome outcome = scorer.score(event, catalog);
    return new Judged(
        image.source(),
        event,
        thresholds == ReplayThresholds.RECORDED
            ? history.asRecorded(image.source(), outcome)
            : outcome);
  }

  private void finish(Judged judged, Consumer<ReplayedImage> replayed) {
    if (judged.outcome() instanceof Outcome.Judged scored) {
      output.send(new ScoredRecord(scored.image(), judged.source()));
    }
    ReplayedImage image = history.compare(judged.source(), judged.event(), judged.outcome());
    tally.add(image);
    replayed.accept(image);
  }
}
