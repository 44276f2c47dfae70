package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Catalog;
import io.shotline.core.ImageEvent;
import io.shotline.core.Outcome;
import io.shotline.core.Scorer;
import io.shotline.kafka.topic.RecordedImage;
import io.shotline.kafka.topic.RecordedImages;
import io.shotline.kafka.topic.ReplayTopic;
import io.shotline.wire.Parsed;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Scores recorded images, writes the results and reports them, in the order in which the images
 * were read. Just enough of them are in work that the model is busy. One run at a time.
 */
final class Replay {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Scorer scorer;
  private final Catalog catalog;
  private final ReplayFilter filter;
  private final ReplayTopic output;
  private final ReplayReport report;
  private final int imagesInWork;

  /** An image and what became of it. */
  private record Judged(SourceRecord source, Outcome outcome) {}

  /**
   * @param imagesInWork how many are scored at once
   */
  Replay(
      Scorer scorer,
      Catalog catalog,
      ReplayFilter filter,
      ReplayTopic output,
      ReplayReport report,
      int imagesInWork) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.catalog = requireNonNull(catalog, "catalog");
    this.filter = requireNonNull(filter, "filter");
    this.output = requireNonNull(output, "output");
    this.report = requireNonNull(report, "report");
    this.imagesInWork = imagesInWork;
  }

  /**
   * Returns when all results are safe.
   *
   * @param stopped whether to end before the last image, after those in work
   */
  void run(RecordedImages images, BooleanSupplier stopped, Progress progress)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(imagesInWork);
    Deque<Future<Judged>> inWork = new ArrayDeque<>();
    try {
      while (!images.isDone() && !stopped.getAsBoolean()) {
        for (RecordedImage image : images.poll(POLL)) {
          if (isWanted(image)) {
            inWork.add(workers.submit(() -> judge(image)));
          }
          if (inWork.size() >= 2 * imagesInWork) {
            finish(inWork.remove());
          }
          progress.at(report.images());
        }
      }
      while (!inWork.isEmpty()) {
        finish(inWork.remove());
      }
      output.flush();
    } finally {
      workers.shutdownNow();
    }
  }

  /** Of an unreadable record nobody knows what it shows. */
  private boolean isWanted(RecordedImage image) {
    boolean wanted = image.event().asOptional().map(filter::wants).orElse(true);
    if (!wanted) {
      report.leftOut();
    }
    return wanted;
  }

  private Judged judge(RecordedImage image) throws InterruptedException {
    if (image.event() instanceof Parsed.Invalid<ImageEvent> invalid) {
      return new Judged(image.source(), new Outcome.Rejected(invalid.rejection()));
    }
    ImageEvent event = image.event().asOptional().orElseThrow();
    return new Judged(image.source(), scorer.score(event, catalog));
  }

  private void finish(Future<Judged> future) throws InterruptedException {
    try {
      Judged judged = future.get();
      if (judged.outcome() instanceof Outcome.Judged scored) {
        output.send(new ScoredRecord(scored.image(), judged.source()));
        report.scored(judged.source(), scored.image());
      } else if (judged.outcome() instanceof Outcome.Rejected rejected) {
        report.unreadable(judged.source(), rejected.rejection());
      }
    } catch (ExecutionException e) {
      throw new CommandFailedException("the model failed: " + e.getCause(), e.getCause());
    }
  }
}
