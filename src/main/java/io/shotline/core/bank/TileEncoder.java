package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import java.util.ArrayList;
import java.util.List;

/** Makes the features of the tiles of one shot, and of their turned copies. */
record TileEncoder(ScoringModel model) {
  /** Images in one run of the encoder: more of them take memory and save no time. */
  private static final int MOST_AT_ONCE = 8;

  TileEncoder {
    requireNonNull(model, "model");
  }

  /**
   * Returns the features of each tile.
   *
   * @param tiles all of one size
   * @param turned whether those of turned copies are wanted too
   */
  List<TurnDecision.Shot> encode(List<DecodedImage> tiles, boolean turned) {
    List<ShotFeatures> upright = features(tiles);
    List<TurnDecision.Shot> shots = new ArrayList<>();
    for (int tile = 0; tile < tiles.size(); tile++) {
      List<ShotFeatures> copies = turned ? features(TurnedCopies.of(tiles.get(tile))) : List.of();
      shots.add(new TurnDecision.Shot(upright.get(tile), copies));
    }
    return shots;
  }

  /** Returns the features of images, which may be any number. */
  List<ShotFeatures> features(List<DecodedImage> images) {
    List<ShotFeatures> features = new ArrayList<>();
    for (int from = 0; from < images.size(); from += MOST_AT_ONCE) {
      int to = Math.min(images.size(), from + MOST_AT_ONCE);
      features.addAll(model.encode(images.subList(from, to)));
    }
    return features;
  }
}
