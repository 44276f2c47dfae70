package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ImageReader;
import io.shotline.core.bank.ProductBank;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.LookSizes;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.Inspection;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.Product;
import io.shotline.core.view.TileCut;
import io.shotline.core.view.TilePixels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tries a model before it scores, the first one or one beside that which serves. The shots of the
 * products in use are encoded, so that no image waits for that; batches of the sizes that will come
 * are run, so that none pays for a first run; and what comes out must be scores. Run on the thread
 * that starts or swaps, which may be interrupted.
 */
final class ModelTrial {
  /** So many products have one of their shots scored: what is wrong with a model shows in few. */
  private static final int MOST_SCORED = 64;

  /** Each size of a batch up to this one is run, and then each double. */
  private static final int EACH_SIZE_TO = 8;

  private static final String PROBE_NAME = "object";

  private final Engine fresh;
  private final int maxBatch;

  ModelTrial(Engine fresh, int maxBatch) {
    this.fresh = requireNonNull(fresh, "fresh");
    this.maxBatch = maxBatch;
  }

  /**
   * Tries a model where none serves yet.
   *
   * @throws IllegalArgumentException if it cannot be used; says why. Any other {@link
   *     RuntimeException} is the model's own.
   */
  void run() throws InterruptedException {
    fresh.banks().rehearse();
    runBatches(List.of(probe()));
  }

  /**
   * Tries a model beside the serving one, which is not used.
   *
   * @throws IllegalArgumentException as above
   */
  void run(Engine serving) throws InterruptedException {
    ModelCard card = fresh.model().card();
    if (card.label().equals(serving.model().card().label())) {
      throw new IllegalArgumentException(
          "model.json calls it " + card.label() + ", which serves; give it a version of its own");
    }
    List<ScoreRequest> requests = new ArrayList<>();
    requests.add(probe());
    requests.addAll(encodeBanks(serving));
    runBatches(requests);
    // Products that came meanwhile.
    encodeBanks(serving);
  }

  /** Batches grow with the first images; images of other sizes come in the largest batches. */
  private void runBatches(List<ScoreRequest> requests) throws InterruptedException {
    Map<LookSizes, List<ScoreRequest>> bySize =
        requests.stream()
            .collect(
                Collectors.groupingBy(
                    request -> request.image().looks(), LinkedHashMap::new, Collectors.toList()));
    int size = 0;
    for (List<ScoreRequest> alike : bySize.values()) {
      for (int from = 0; size < maxBatch || from < alike.size(); from += size) {
        requireNotInterrupted();
        size = Math.min(maxBatch, size < EACH_SIZE_TO ? size + 1 : 2 * size);
        score(alike, from, size);
      }
    }
  }

  /** Makes the banks of products in use that are not there; a shot of each, with its banks. */
  private List<ScoreRequest> encodeBanks(Engine serving) throws InterruptedException {
    List<ScoreRequest> requests = new ArrayList<>();
    Optional<Catalog> known = serving.catalog();
    if (known.isPresent()) {
      Catalog catalog = known.get();
      for (ProductBank old : serving.banks().all()) {
        requireNotInterrupted();
        Product product = catalog.settings(old.productId());
        if (fresh.banks().isCurrent(product, catalog)) {
          continue;
        }
        ProductBank bank = fresh.bank(product, catalog);
        requireUsable(bank, old);
        if (requests.size() < MOST_SCORED) {
          requests.addAll(shot(bank, catalog));
        }
      }
    }
    return requests;
  }

  private static void requireUsable(ProductBank bank, ProductBank old) {
    boolean same =
        bank.basis().revision() == old.basis().revision()
            && bank.basis().view().equals(old.basis().view());
    if (same && bank.shots().isEmpty() && !old.shots().isEmpty()) {
      throw new IllegalArgumentException(
          "it can use none of the " + old.shots().size() + " shots of product " + old.productId());
    }
  }

  /** The tiles of a shot that can be read; none if all have gone meanwhile. */
  private List<ScoreRequest> shot(ProductBank bank, Catalog catalog) {
    List<String> ids = bank.shotIds();
    return catalog.shots(bank.productId()).stream()
        .filter(shot -> ids.contains(shot.shotId()))
        .flatMap(shot -> catalog.image(shot).stream())
        .flatMap(image -> tiles(image, bank).stream())
        .findFirst()
        .map(tiles -> ImageScoring.requests(tiles, bank))
        .orElse(List.of());
  }

  private Optional<TilePixels> tiles(EncodedImage image, ProductBank bank) {
    if (!(fresh.reader().inspect(image) instanceof Inspection.Accepted accepted)
        || bank.layout().refusal(accepted.header().size()).isPresent()) {
      return Optional.empty();
    }
    TileCut cut = bank.layout().cut(accepted.header());
    ImageReader.Result<TilePixels> read = fresh.reader().tiles(image, accepted.header(), cut);
    return read instanceof ImageReader.Result.Read<TilePixels> tiles
        ? Optional.of(tiles.value())
        : Optional.empty();
  }

  /** An image of one grey as its own shot, for a start without products. */
  private ScoreRequest probe() {
    DecodedImage pixels;
    try {
      pixels = new CardFit(fresh.model()).read(greyBitmap());
    } catch (UndecodableImageException e) {
      throw new IllegalArgumentException("it cannot decode a BMP file: " + e.getMessage(), e);
    }
    ShotFeatures features = fresh.model().encode(List.of(pixels)).get(0);
    List<EncodedShot> shots = List.of(new EncodedShot(PROBE_NAME, "", features));
    TextFeatures text = fresh.model().describe(PROBE_NAME);
    return new ScoreRequest(pixels, new Bank(PROBE_NAME, PROBE_NAME, 0, 1, shots, text));
  }

  private void score(List<ScoreRequest> requests, int from, int size) {
    List<ScoreRequest> batch =
        IntStream.range(from, from + size)
            .mapToObj(i -> requests.get(i % requests.size()))
            .toList();
    List<ModelScore> scores = fresh.model().score(batch);
    for (int i = 0; i < size; i++) {
      requireScore(batch.get(i).bank(), scores.get(i));
    }
  }

  private static void requireScore(Bank bank, ModelScore score) {
    if (!(score.score() >= 0 && score.score() <= 1)) {
      throw new IllegalArgumentException(
          "it scores a shot of product " + bank.productId() + " " + score.score() + ", not 0 to 1");
    }
    for (float residual : score.residualMap().values()) {
      if (!Float.isFinite(residual)) {
        throw new IllegalArgumentException("its residual map has " + residual + " in it");
      }
    }
  }

  private static void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while a model was tried");
    }
  }

  /** 16 x 16 pixels of 24 bits. */
  private static EncodedImage greyBitmap() {
    int header = 54;
    int pixels = 16 * 16 * 3;
    ByteBuffer file = ByteBuffer.allocate(header + pixels).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(header + pixels).putInt(0).putInt(header);
    file.putInt(40).putInt(16).putInt(16).putShort((short) 1).putShort((short) 24);
    file.putInt(0).putInt(pixels).putInt(2835).putInt(2835).putInt(0).putInt(0);
    while (file.hasRemaining()) {
      file.put((byte) 64);
    }
    return new EncodedImage(file.array());
  }
}
