package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.UnjudgedImage.Finding;
import io.shotline.core.bank.ImageReader;
import io.shotline.core.bank.ProductBank;
import io.shotline.core.batch.Batcher;
import io.shotline.core.batch.Batcher.Answer;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.Inspection;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.product.Catalog;
import io.shotline.core.view.TileCut;
import io.shotline.core.view.TilePixels;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Makes a score of a prepared image: gets the features of the product's shots, decodes the file
 * once, cuts it into the tiles of the product's view and has the model compare each. Safe for use
 * by many threads.
 */
final class ImageScoring {
  /** How an image waits for its run of the model; empty if it gave up. */
  interface Queueing {
    Optional<List<Answer>> answer(Batcher batcher, List<ScoreRequest> tiles)
        throws InterruptedException;
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
    ProductBank bank = engine.bank(image.product().settings(), catalog);
    Duration lookup = Duration.ofNanos(System.nanoTime() - start);
    ImageHeader header = ((Inspection.Accepted) image.file()).header();
    Optional<Rejection> refusal =
        bank.shots().isEmpty()
            ? Optional.of(noShots(bank, catalog))
            : bank.layout().refusal(header.size());
    if (refusal.isPresent()) {
      return refusal.map(Finding.Incomparable::new);
    }
    TileCut cut = bank.layout().cut(header);
    long bankDone = System.nanoTime();
    ImageReader.Result<TilePixels> read = engine.reader().tiles(image.event().image(), header, cut);
    if (read instanceof ImageReader.Result.Refused<TilePixels> refused) {
      return Optional.of(new Finding.Unusable(refused.rejection()));
    }
    Duration decode = Duration.ofNanos(System.nanoTime() - bankDone);
    TilePixels tiles = ((ImageReader.Result.Read<TilePixels>) read).value();
    OptionalInt usedBits = bank.viewed().usedBits(tiles.usedBits());
    return usedBits.isPresent()
        ? Optional.of(new Finding.Incomparable(unknownDepth(usedBits.getAsInt())))
        : queueing
            .answer(engine.batcher(), requests(tiles, bank))
            .map(answers -> new TileScores(bank, cut, tiles, image.doubts(), answers))
            .map(scores -> scores.finding(engine.model().card(), decode, lookup));
  }

  static List<ScoreRequest> requests(TilePixels tiles, ProductBank bank) {
    return IntStream.range(0, tiles.tiles().size())
        .mapToObj(tile -> new ScoreRequest(tiles.tiles().get(tile), bank.tile(tile)))
        .toList();
  }

  private static Rejection unknownDepth(int bits) {
    return new Rejection(
        Rejection.Reason.UNSUPPORTED_IMAGE,
        "a file of 16 bits, but its values and those of all shots fit in "
            + bits
            + "; say the depth with the product's setting bits (--bits "
            + bits
            + "), or --bits 16 if they are that dark");
  }

  private static Rejection noShots(ProductBank bank, Catalog catalog) {
    String id = bank.productId();
    if (bank.viewed().listed() > 0) {
      return new Rejection(
          Rejection.Reason.NO_SHOTS,
          "none of the " + bank.viewed().listed() + " shots of product " + id + " can be used");
    }
    String remedy = "; add some: shotline shots add --product " + id + " FILE...";
    return catalog.product(id).isPresent()
        ? new Rejection(Rejection.Reason.NO_SHOTS, "product " + id + " has no shots" + remedy)
        : new Rejection(
            Rejection.Reason.UNKNOWN_PRODUCT, "nothing is known of product " + id + remedy);
  }
}
