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
   * @param tiles all of the same sizes
   * @param turned whether those of turned copies are wanted too, of the first look
   */
  List<TurnDecision.Shot> encode(List<DecodedImage> tiles, boolean turned) {
    List<ShotFeatures> upright = features(tiles);
    List<TurnDecision.Shot> shots = new ArrayList<>();
    for (int tile = 0; tile < tiles.size(); tile++) {
      List<ShotFeatures> copies =
          turned ? features(TurnedCopies.of(tiles.get(tile).first())) : List.of();
      shots.add(new TurnDecision.Shot(upright.get(tile), copies));
    }
    return shots;
  }

  /**
   * Adds the features of the second look at turned copies.
   *
   * @param shots of the first look at turned copies
   * @param tiles as many, all with a second look
   */
  List<TurnDecision.Shot> lookAtTurns(List<TurnDecision.Shot> shots, List<DecodedImage> tiles) {
    List<TurnDecision.Shot> both = new ArrayList<>();
    for (int tile = 0; tile < tiles.size(); tile++) {
      TurnDecision.Shot shot = shots.get(tile);
      List<DecodedImage> copies = TurnedCopies.of(tiles.get(tile).second().orElseThrow());
      List<ShotFeatures> turned = new ArrayList<>();
      for (int copy = 0; copy < copies.size(); copy++) {
        // One by one: these are large.
        ShotFeatures closer = model.encode(List.of(copies.get(copy))).get(0);
        turned.add(shot.turned().get(copy).with(closer, shot.upright().weight()));
      }
      both.add(new TurnDecision.Shot(shot.upright(), turned));
    }
    return both;
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
