package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageScoring.Queueing;
import io.shotline.core.bank.DecodeBudget;
import io.shotline.core.bank.ImageReader;
import io.shotline.core.bank.ProductBank;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.image.file.Inspection;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ModelFailedException;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ProductState;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Subject;
import io.shotline.core.threshold.AutomaticThreshold;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * From one image to its verdict, in three steps: {@link #prepare} reads what is needed once, {@link
 * #compare} has the model score, {@link UnjudgedImage#judge} holds the score against the threshold.
 * Safe for use by many threads; images scored at the same time share runs of the model. The model
 * can be swapped while images are scored: an image ends with the model that it began with.
 */
public final class Scorer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Queueing IN_TURN =
      (batcher, requests) -> Optional.of(batcher.score(requests));
  private static final Queueing AFTER_OTHERS =
      (batcher, requests) -> batcher.scoreAfterOthers(requests, PATIENCE);

  private final Engines engines;
  private final ImageLimits limits;
  private final ImageScoring scoring;
  private final Clock clock;
  private final CallerLimit callers;

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
    DecodeBudget memory = new DecodeBudget(limits.decodeBytes());
    this.engines =
        new Engines(
            model,
            loaded -> new Engine(loaded, limits, memory, batches, bankCacheBytes, monitor),
            batches.maxBatch(),
            monitor);
    this.limits = requireNonNull(limits, "limits");
    this.scoring = new ImageScoring(clock);
    this.clock = requireNonNull(clock, "clock");
    this.callers = new CallerLimit(batches.queueCapacity());
  }

  /** Reads the image's header and its product, which nobody has to do again. */
  public PreparedImage prepare(ImageEvent event, Catalog catalog) {
    return new PreparedImage(
        event, ProductState.of(catalog, event.productId()), limits.inspect(event.image()));
  }

  /**
   * Compares a prepared image with the shots of its product; blocks until its score is there.
   *
   * @throws ModelFailedException if the model or the machine is broken
   */
  public UnjudgedImage compare(PreparedImage image, Catalog catalog) throws InterruptedException {
    callers.streamEnters();
    try {
      return compare(image, catalog, IN_TURN).orElseThrow();
    } finally {
      callers.streamLeaves();
    }
  }

  /**
   * Takes all steps at once; blocks until the verdict is there.
   *
   * @throws ModelFailedException if the model or the machine is broken
   */
  public Outcome score(ImageEvent event, Catalog catalog) throws InterruptedException {
    callers.streamEnters();
    try {
      return score(event, catalog, IN_TURN).orElseThrow();
    } finally {
      callers.streamLeaves();
    }
  }

  /**
   * Scores one image for a caller who can come again, in runs of the model that the stream's images
   * leave room in. Empty at once while the stream has half of what it can have in work, or while
   * such callers have a quarter of that; and after 5 seconds without room.
   *
   * @throws ModelFailedException if the model or the machine is broken
   */
  public Optional<Outcome> tryScore(ImageEvent event, Catalog catalog) throws InterruptedException {
    if (!callers.callerEnters()) {
      return Optional.empty();
    }
    try {
      return score(event, catalog, AFTER_OTHERS);
    } finally {
      callers.callerLeaves();
    }
  }

  private Optional<Outcome> score(ImageEvent event, Catalog catalog, Queueing queueing)
      throws InterruptedException {
    PreparedImage image = prepare(event, catalog);
    return compare(image, catalog, queueing)
        .map(scored -> scored.judge(image.product(), catalog.learnt()).orElseThrow());
  }

  private Optional<UnjudgedImage> compare(PreparedImage image, Catalog catalog, Queueing queueing)
      throws InterruptedException {
    Engine engine = engines.enter();
    try {
      return scoring.score(image, catalog, engine, queueing);
    } finally {
      engine.leave();
    }
  }

  /** Decodes the image; returns why it cannot be scored or serve as a shot, empty if it can. */
  public Optional<Rejection> check(EncodedImage image) {
    Engine engine = engines.enter();
    try {
      return engine.reader().read(image, null, Pixels::size)
              instanceof ImageReader.Result.Refused<ImageSize> refused
          ? Optional.of(refused.rejection())
          : Optional.empty();
    } finally {
      engine.leave();
    }
  }

  /**
   * Returns what the shots of a product say of each other; encodes them if they are not there.
   *
   * @throws ModelFailedException if the model or the machine is broken
   */
  public ShotReport shotReport(String productId, Catalog catalog) {
    Engine engine = engines.enter();
    try {
      ProductBank bank = engine.bank(catalog.settings(productId), catalog);
      double card = engine.model().card().defaultThreshold();
      return new ShotReport(
          bank.shotIds(),
          new AutomaticThreshold(bank.scores(), bank.shotBasis(), card),
          bank.viewed().warnings());
    } finally {
      engine.leave();
    }
  }

  /**
   * Returns the id of the shot that an image is most like: it scores least against this one alone.
   * Runs the model for it, beside the images that wait; for pictures, not for every image.
   *
   * @throws ModelFailedException if the model or the machine is broken
   */
  public Optional<String> mostAlikeShot(ImageEvent event, Catalog catalog) {
    PreparedImage image = prepare(event, catalog);
    Engine engine = engines.enter();
    try {
      ProductBank bank = engine.bank(image.product().settings(), catalog);
      return image.file() instanceof Inspection.Accepted accepted
              && bank.layout().refusal(accepted.header().size()).isEmpty()
          ? new AlikeShots(engine.model(), engine.reader(), bank)
              .mostAlike(image, accepted.header())
          : Optional.empty();
    } finally {
      engine.leave();
    }
  }

  /** Returns the card of the model that scores the images which begin now. */
  public ModelCard card() {
    return engines.serving().model().card();
  }

  /** Returns the outcome of an image that is not to be scored. */
  public Outcome skip(Subject subject, Skip skip) {
    return Outcome.skipped(subject, clock.instant(), card().id(), skip);
  }

  /** Returns how many images wait for the model. */
  public int queueDepth() {
    return engines.serving().batcher().queueDepth();
  }

  /** Returns how many runs of the model may go on at once. */
  public int runs() {
    return engines.serving().batcher().runs();
  }

  /**
   * Runs batches of the sizes that will come, so that no image pays for a first run. To be called
   * before the first image.
   *
   * @throws RuntimeException if the model cannot be used; says why
   */
  public void rehearse() throws InterruptedException {
    engines.rehearse();
  }

  /**
   * Scores with this model from now on. Before, the calling thread tries it and makes the features
   * of the shots in use with it, while the other model scores on. The other model is closed after
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
}
