package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ProductBank;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.view.TilePixels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A few images that are cut by one layout, encoded once. Models that compare features give the
 * scores against any bank from these; others look at the images again. Used by one thread.
 */
final class TileBatch {
  /** A tile and what it is compared with. */
  private record Pair(int tile, Bank bank) {}

  private final ScoringModel model;
  private final int maxBatch;

  /** Those of the first image, then those of the next; as many of each. */
  private final List<DecodedImage> tiles;

  private final int tilesPerImage;

  /** Of the tiles; none where the model does not compare features. */
  private final List<ShotFeatures> features = new ArrayList<>();

  /**
   * Encodes images, at least one.
   *
   * @param maxBatch the most tiles in one run of the model
   */
  TileBatch(ScoringModel model, int maxBatch, List<TilePixels> images) {
    this.model = requireNonNull(model, "model");
    this.maxBatch = maxBatch;
    this.tiles = images.stream().flatMap(image -> image.tiles().stream()).toList();
    this.tilesPerImage = images.get(0).tiles().size();
    if (model.card().comparesShots()) {
      batches(tiles).forEach(batch -> features.addAll(model.encode(batch)));
    }
  }

  /**
   * Returns the score of some images: the greatest of their tiles.
   *
   * @param which images, by their place in the batch
   */
  List<Double> scores(ProductBank bank, List<Integer> which) {
    List<Pair> pairs = new ArrayList<>();
    for (int image : which) {
      for (int tile = 0; tile < tilesPerImage; tile++) {
        pairs.add(new Pair(image * tilesPerImage + tile, bank.tile(tile)));
      }
    }
    List<Double> ofTiles = new ArrayList<>();
    batches(pairs).forEach(batch -> ofTiles.addAll(run(batch)));
    return split(ofTiles, tilesPerImage).stream().map(Collections::max).toList();
  }

  private List<Double> run(List<Pair> pairs) {
    if (!features.isEmpty()) {
      return model.compare(
          pairs.stream().map(pair -> features.get(pair.tile())).toList(),
          pairs.stream().map(Pair::bank).toList());
    }
    List<ScoreRequest> requests =
        pairs.stream().map(pair -> new ScoreRequest(tiles.get(pair.tile()), pair.bank())).toList();
    return model.score(requests).stream().map(ScoringModel.ModelScore::score).toList();
  }

  private <T> List<List<T>> batches(List<T> all) {
    return split(all, maxBatch);
  }

  private static <T> List<List<T>> split(List<T> all, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return parts;
  }
}
