package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Batcher.Answer;
import io.shotline.core.ScoringModel.ModelScore;
import io.shotline.core.ScoringModel.ScoreRequest;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageHeader;
import io.shotline.core.image.ImageLimits;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * From one image to its verdict: refuses what cannot be scored, gets the features of the product's
 * shots, has the model compare, holds the score against the threshold. Safe for use by many
 * threads; images scored at the same time share runs of the model. The model can be swapped for
 * another while images are scored: those in work end with the one that they began with.
 */
public final class Scorer implements AutoCloseable {
  /** How an image waits for its run; empty if it gave up. */
  private interface Place {
    Optional<Answer> answer(Batcher batcher, ScoreRequest request) throws InterruptedException;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Place IN_TURN = (batcher, request) -> Optional.of(batcher.score(request));
  private static final Place AFTER_OTHERS =
      (batcher, request) -> batcher.scoreAfterOthers(request, PATIENCE);

  private final Engines engines;
  private final Clock clock;
  private final CallerLimit guests;

  /**
   * @param model this scorer's from now on, which closes it
   * @param bankCacheBytes how much memory the features of shots may take
   */
  public Scorer(
      ScoringModel model,
      ImageLimits limits,
      BatchSettings batches,
      long bankCacheBytes,
      ScoringMonitor monitor,
      Clock clock) {
    this.engines =
        new Engines(
            model,
            loaded -> new Engine(loaded, limits, batches, bankCacheBytes, monitor),
            batches.maxBatch(),
            monitor);
    this.clock = requireNonNull(clock, "clock");
    this.guests = new CallerLimit(batches.queueCapacity());
  }

  /**
   * Scores one image; blocks until its verdict is there.
   *
   * @throws ModelFailedException if the model or the machine is broken
   */
  public Outcome score(ImageEvent event, Catalog catalog) throws InterruptedException {
    guests.otherEnters();
    try {
      return score(event, catalog, IN_TURN).orElseThrow();
    } finally {
      guests.otherLeaves();
    }
  }

  private Optional<Outcome> score(ImageEvent event, Catalog catalog, Place place)
      throws InterruptedException {
    Engine engine = engines.enter();
    try {
      return score(event, catalog, engine, place);
    } finally {
      engine.leave();
    }
  }

  private Optional<Outcome> score(ImageEvent event, Catalog catalog, Engine engine, Place place)
      throws InterruptedException {
    Optional<Rejection> rejection = engine.reader().inspect(event.image());
    if (rejection.isPresent()) {
      return rejected(rejection.get());
    }
    Optional<Product> configured = catalog.product(event.productId());
    Product product = configured.orElseGet(() -> Product.withDefaults(event.productId()));
    if (!product.enabled()) {
      String because = "product " + product.productId() + " is disabled";
      Skip skip = new Skip(Skip.Reason.PRODUCT_DISABLED, because);
      return Optional.of(new Outcome.Judged(skipped(event, skip, engine.model().card())));
    }
    return compare(event, product, configured.isPresent(), catalog, engine, place);
  }

  private Optional<Outcome> compare(
      ImageEvent event,
      Product product,
      boolean configured,
      Catalog catalog,
      Engine engine,
      Place place)
      throws InterruptedException {
    long start = System.nanoTime();
    Bank bank = engine.bank(product, catalog);
    if (bank.shots().isEmpty()) {
      return rejected(noShots(product, configured, bank.listedShots()));
    }
    long bankDone = System.nanoTime();
    ImageReader.Result read = engine.reader().decode(event.image());
    if (read instanceof ImageReader.Result.Refused refused) {
      return rejected(refused.rejection());
    }
    DecodedImage pixels = ((ImageReader.Result.Pixels) read).image();
    long decodeDone = System.nanoTime();
    Optional<Answer> answer = place.answer(engine.batcher(), new ScoreRequest(pixels, bank));
    ModelCard card = engine.model().card();
    return answer.map(
        given ->
            new Outcome.Judged(
                verdict(
                    event,
                    product,
                    bank,
                    card,
                    given.score(),
                    new StageTimings(
                        Duration.ofNanos(decodeDone - bankDone),
                        Duration.ofNanos(bankDone - start),
                        given.queue(),
                        given.run()))));
  }

  private static Optional<Outcome> rejected(Rejection rejection) {
    return Optional.of(new Outcome.Rejected(rejection));
  }

  /**
   * Scores one image for a caller who can come again, in runs of the model that the stream's images
   * leave room in. Empty at once while the stream has half of what it can have in work, or while
   * such callers have a quarter of that; and after 5 seconds without room.
   *
   * @throws ModelFailedException if the model or the machine is broken
   */
  public Optional<Outcome> tryScore(ImageEvent event, Catalog catalog) throws InterruptedException {
    if (!guests.enter()) {
      return Optional.empty();
    }
    try {
      return score(event, catalog, AFTER_OTHERS);
    } finally {
      guests.leave();
    }
  }

  /** Why the image could not be scored or serve as a shot; empty if it can. Decodes it. */
  public Optional<Rejection> check(EncodedImage image) {
    Engine engine = engines.enter();
    try {
      return engine.reader().read(image) instanceof ImageReader.Result.Refused refused
          ? Optional.of(refused.rejection())
          : Optional.empty();
    } finally {
      engine.leave();
    }
  }

  /** Of the model that images which begin now are scored with. */
  public ModelCard card() {
    return engines.serving().model().card();
  }

  /** The result of an image that is not to be scored. */
  public Outcome skip(ImageEvent event, Skip skip) {
    return new Outcome.Judged(skipped(event, skip, card()));
  }

  /** How many images wait for the model. */
  public int queueDepth() {
    return engines.serving().batcher().queueDepth();
  }

  /** How many runs of the model may go on at once. */
  public int runs() {
    return engines.serving().batcher().runs();
  }

  /**
   * Runs batches of the sizes that will come, so that no image pays for a first run. Before the
   * first image, by who has the time.
   *
   * @throws RuntimeException if the model cannot be used; says why
   */
  public void rehearse() throws InterruptedException {
    engines.rehearse();
  }

  /**
   * Scores with this model from now on. First it is tried and the features of the shots in use are
   * made with it, on the calling thread, while the other model scores on. That one is closed after
   * its last image. For one thread at a time.
   *
   * @param model this scorer's from now on, which closes it, at once if it is refused
   * @throws RuntimeException if it cannot be used; says why. The other one serves on.
   */
  public void swap(ScoringModel model) throws InterruptedException {
    engines.swap(model);
  }

  /** Ends the batching; images still waiting fail, so stop the callers first. */
  @Override
  public void close() {
    engines.close();
  }

  private ScoredImage verdict(
      ImageEvent event,
      Product product,
      Bank bank,
      ModelCard card,
      ModelScore score,
      StageTimings timings) {
    Double own = product.threshold();
    double threshold = own == null ? card.defaultThreshold() : own;
    ImageSize size = ImageHeader.read(event.image().bytes()).orElseThrow().size();
    return new ScoredImage(
        Subject.of(event),
        clock.instant(),
        card.id(),
        Judgement.of(score.score(), threshold),
        new Difference(bank.shotIds(), score.components(), score.residualMap(), size),
        timings);
  }

  private ScoredImage skipped(ImageEvent event, Skip skip, ModelCard card) {
    return new ScoredImage(
        Subject.of(event),
        clock.instant(),
        card.id(),
        Judgement.skipped(skip),
        Difference.NONE,
        StageTimings.NONE);
  }

  private static Rejection noShots(Product product, boolean configured, int broken) {
    String id = product.productId();
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
