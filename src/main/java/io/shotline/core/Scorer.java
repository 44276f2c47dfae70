package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Batcher.Answer;
import io.shotline.core.Rejection.Reason;
import io.shotline.core.ScoringModel.ModelScore;
import io.shotline.core.ScoringModel.ScoreRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * From one image to its verdict: refuses what cannot be scored, gets the features of the product's
 * shots, has the model compare, holds the score against the threshold. Safe for use by many
 * threads; images scored at the same time share runs of the model.
 */
public final class Scorer implements AutoCloseable {
  private final ScoringModel model;
  private final ImageReader reader;
  private final BankCache banks;
  private final Batcher batcher;
  private final Clock clock;

  /**
   * @param model stays the caller's to close, after this
   * @param bankCacheBytes how much memory the features of shots may take
   */
  public Scorer(
      ScoringModel model,
      ImageLimits limits,
      BatchSettings batches,
      long bankCacheBytes,
      ScoringMonitor monitor,
      Clock clock) {
    this.model = requireNonNull(model, "model");
    this.reader = new ImageReader(model, limits);
    this.banks = new BankCache(model, reader, bankCacheBytes, monitor);
    this.batcher = new Batcher(model, batches, monitor);
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Scores one image; blocks until its verdict is there.
   *
   * @throws ModelFailedException if the model or the machine is broken
   */
  public Outcome score(ImageEvent event, Catalog catalog) throws InterruptedException {
    Optional<Rejection> rejection = reader.inspect(event.image());
    if (rejection.isPresent()) {
      return new Outcome.Rejected(rejection.get());
    }
    Optional<Product> configured = catalog.product(event.productId());
    Product product = configured.orElseGet(() -> Product.withDefaults(event.productId()));
    if (!product.enabled()) {
      String detail = "product " + product.productId() + " is disabled";
      return skip(event, new Skip(Skip.Reason.PRODUCT_DISABLED, detail));
    }
    long start = System.nanoTime();
    PromptBank bank = banks.bank(product, catalog);
    if (bank.shots().isEmpty()) {
      return new Outcome.Rejected(noShots(product, configured.isPresent(), catalog));
    }
    long bankDone = System.nanoTime();
    ImageReader.Result read = reader.read(event.image());
    if (read instanceof ImageReader.Result.Refused refused) {
      return new Outcome.Rejected(refused.rejection());
    }
    DecodedImage pixels = ((ImageReader.Result.Pixels) read).image();
    long decodeDone = System.nanoTime();
    Answer answer = batcher.score(new ScoreRequest(pixels, bank));
    StageTimings timings =
        new StageTimings(
            Duration.ofNanos(decodeDone - bankDone),
            Duration.ofNanos(bankDone - start),
            answer.queue(),
            answer.run());
    return new Outcome.Scored(verdict(event, product, bank, answer.score(), timings));
  }

  /** Why the image could not be scored or serve as a shot; empty if it can. Decodes it. */
  public Optional<Rejection> check(EncodedImage image) {
    return reader.read(image) instanceof ImageReader.Result.Refused refused
        ? Optional.of(refused.rejection())
        : Optional.empty();
  }

  /** The result of an image that is not to be scored. */
  public Outcome skip(ImageEvent event, Skip skip) {
    return new Outcome.Scored(skipped(event, skip));
  }

  /** How many images wait for the model. */
  public int queueDepth() {
    return batcher.queueDepth();
  }

  /** Ends the batching; images still waiting fail, so stop the callers first. */
  @Override
  public void close() {
    batcher.close();
  }

  private ScoredImage verdict(
      ImageEvent event, Product product, PromptBank bank, ModelScore score, StageTimings timings) {
    Double own = product.threshold();
    double threshold = own == null ? model.card().defaultThreshold() : own;
    return new ScoredImage(
        event.eventId(),
        event.cameraId(),
        event.productId(),
        event.capturedAt(),
        clock.instant(),
        score.score() >= threshold ? Verdict.ANOMALOUS : Verdict.NORMAL,
        null,
        score.score(),
        threshold,
        score.components(),
        score.residualMap(),
        bank.shotIds(),
        model.card().name(),
        model.card().version(),
        timings,
        ImageHeader.read(event.image().bytes()).orElseThrow().size());
  }

  private ScoredImage skipped(ImageEvent event, Skip skip) {
    return new ScoredImage(
        event.eventId(),
        event.cameraId(),
        event.productId(),
        event.capturedAt(),
        clock.instant(),
        Verdict.SKIPPED,
        skip,
        0,
        0,
        null,
        null,
        List.of(),
        model.card().name(),
        model.card().version(),
        StageTimings.NONE,
        null);
  }

  private static Rejection noShots(Product product, boolean configured, Catalog catalog) {
    String id = product.productId();
    int broken = catalog.shots(id).size();
    if (broken > 0) {
      return new Rejection(
          Reason.NO_SHOTS, "none of the " + broken + " shots of product " + id + " can be used");
    }
    String remedy = "; add some: shotline shots add --product " + id + " FILE...";
    return configured
        ? new Rejection(Reason.NO_SHOTS, "product " + id + " has no shots" + remedy)
        : new Rejection(Reason.UNKNOWN_PRODUCT, "nothing is known of product " + id + remedy);
  }
}
