package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Batcher.Answer;
import io.shotline.core.ScoringModel.ModelScore;
import io.shotline.core.ScoringModel.ScoreRequest;
import io.shotline.core.UnjudgedImage.Finding;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.Fitting;
import io.shotline.core.image.ImageHeader;
import io.shotline.core.image.Inspection;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.ViewedPart;
import io.shotline.core.product.Catalog;
import io.shotline.core.result.Difference;
import io.shotline.core.result.StageTimings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes a score of a prepared image: gets the features of the product's shots, decodes the file,
 * has the model compare. Safe for use by many threads.
 */
final class ImageScoring {
  /** How an image waits for its run of the model; empty if it gave up. */
  interface Queueing {
    Optional<Answer> answer(Batcher batcher, ScoreRequest request) throws InterruptedException;
  }

  private final Clock clock;

  ImageScoring(Clock clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Blocks until the image has its score; empty if it gave up waiting for the model.
   *
   * @param engine stays entered until this returns
   */
  Optional<UnjudgedImage> score(
      PreparedImage image, Catalog catalog, Engine engine, Queueing queueing)
      throws InterruptedException {
    return find(image, catalog, engine, queueing)
        .map(
            finding ->
                new UnjudgedImage(image, engine.model().card().id(), clock.instant(), finding));
  }

  private static Optional<Finding> find(
      PreparedImage image, Catalog catalog, Engine engine, Queueing queueing)
      throws InterruptedException {
    if (image.file() instanceof Inspection.Refused refused) {
      return Optional.of(new Finding.Unusable(refused.rejection()));
    }
    if (!image.product().settings().enabled()) {
      return Optional.of(new Finding.NotScored());
    }
    return compare(image, catalog, engine, queueing);
  }

  private static Optional<Finding> compare(
      PreparedImage image, Catalog catalog, Engine engine, Queueing queueing)
      throws InterruptedException {
    long start = System.nanoTime();
    Bank bank = engine.bank(image.product().settings(), catalog);
    if (bank.shots().isEmpty()) {
      return Optional.of(new Finding.NoShots(noShots(bank, catalog)));
    }
    long bankDone = System.nanoTime();
    ImageReader.Result<DecodedImage> read = read(image, engine);
    if (read instanceof ImageReader.Result.Refused<DecodedImage> refused) {
      return Optional.of(new Finding.Unusable(refused.rejection()));
    }
    DecodedImage pixels = ((ImageReader.Result.Read<DecodedImage>) read).value();
    Duration decode = Duration.ofNanos(System.nanoTime() - bankDone);
    Duration lookup = Duration.ofNanos(bankDone - start);
    double modelThreshold = engine.model().card().defaultThreshold();
    return queueing
        .answer(engine.batcher(), new ScoreRequest(pixels, bank))
        .map(
            answer ->
                new Finding.Scored(
                    answer.score().score(),
                    modelThreshold,
                    difference(image, bank, engine.model().card().input(), answer.score()),
                    new StageTimings(decode, lookup, answer.queue(), answer.run())));
  }

  private static ImageReader.Result<DecodedImage> read(PreparedImage image, Engine engine) {
    Inspection.Accepted file = (Inspection.Accepted) image.file();
    return engine
        .reader()
        .decode(image.event().image(), file.header(), null, new CardFit(engine.model())::fit);
  }

  private static Difference difference(
      PreparedImage image, Bank bank, ModelInput input, ModelScore score) {
    ImageHeader header = ((Inspection.Accepted) image.file()).header();
    Fitting fitting = new Fitting(input.fit(), input.seen(header.size()));
    return new Difference(
        bank.shotIds(),
        score.components(),
        score.residualMap(),
        ViewedPart.of(fitting, header.size(), header.orientation()),
        List.of());
  }

  private static Rejection noShots(Bank bank, Catalog catalog) {
    String id = bank.productId();
    if (bank.listedShots() > 0) {
      return new Rejection(
          Rejection.Reason.NO_SHOTS,
          "none of the " + bank.listedShots() + " shots of product " + id + " can be used");
    }
    String remedy = "; add some: shotline shots add --product " + id + " FILE...";
    return catalog.product(id).isPresent()
        ? new Rejection(Rejection.Reason.NO_SHOTS, "product " + id + " has no shots" + remedy)
        : new Rejection(
            Rejection.Reason.UNKNOWN_PRODUCT, "nothing is known of product " + id + remedy);
  }
}
