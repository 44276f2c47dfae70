package io.shotline.core.bank;

import io.shotline.core.image.Grid;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.view.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What the tiles of an image are compared with.
 *
 * @param tiles a bank per tile, in the order of the cut; the same one for all where a tile is
 *     compared with all tiles of the shots
 * @param turns why the banks hold turned copies or do not, per tile; one where the tiles share a
 *     bank, none where the model does not compare shots
 */
record TileBanks(List<Bank> tiles, List<TurnDecision> turns) {
  TileBanks {
    tiles = List.copyOf(tiles);
    turns = List.copyOf(turns);
  }

  /** Returns the banks of the shots, which may be none. */
  static TileBanks of(ScoringModel model, String productId, ViewedShots viewed, TextFeatures text) {
    int count = viewed.layout().tiles().count();
    boolean shared = viewed.layout().view().match() == Match.ANY;
    List<Bank> banks = new ArrayList<>();
    List<TurnDecision> turns = new ArrayList<>();
    for (int tile = 0; tile < (shared ? 1 : count); tile++) {
      int from = tile;
      Function<TiledShot, List<TurnDecision.Shot>> pick =
          shot -> shared ? shot.tiles() : List.of(shot.tiles().get(from));
      TurnDecision decision = decide(model, viewed.differing().stream().map(pick).toList());
      turns.add(decision);
      banks.add(
          bank(
              productId,
              viewed.shots(),
              viewed.shots().stream().map(pick).toList(),
              decision.turned(),
              text));
    }
    return new TileBanks(
        shared ? Collections.nCopies(count, banks.get(0)) : banks,
        model.card().comparesShots() ? turns : List.of());
  }

  /** Returns whether a bank of the shots holds turned copies, which the first look decides. */
  static boolean turns(ScoringModel model, ViewedShots viewed) {
    List<TiledShot> first = viewed.shots().stream().map(TiledShot::first).toList();
    ViewedShots once = new ViewedShots(viewed.layout(), viewed.shape(), first, viewed.listed());
    return of(model, "", once, TextFeatures.NONE).turns().stream().anyMatch(TurnDecision::turned);
  }

  private static TurnDecision decide(ScoringModel model, List<List<TurnDecision.Shot>> shots) {
    if (!model.card().comparesShots()) {
      return TurnDecision.NONE;
    }
    List<TurnDecision.Shot> whole = shots.stream().map(TileBanks::joined).toList();
    return TurnDecision.of(model.card().turns(), whole, model::compare);
  }

  /** All tiles of a shot as one image, which is left out of the others as a whole. */
  private static TurnDecision.Shot joined(List<TurnDecision.Shot> tiles) {
    if (tiles.size() == 1) {
      return tiles.get(0);
    }
    int copies = tiles.get(0).turned().size();
    return new TurnDecision.Shot(
        join(tiles.stream().map(TurnDecision.Shot::upright).toList()),
        IntStream.range(0, copies)
            .mapToObj(copy -> join(tiles.stream().map(tile -> tile.turned().get(copy)).toList()))
            .toList());
  }

  private static ShotFeatures join(List<ShotFeatures> tiles) {
    ShotFeatures first = tiles.get(0);
    float[][] layers = new float[first.layerCount()][];
    for (int layer = 0; layer < layers.length; layer++) {
      int length = first.layer(layer).length;
      layers[layer] = new float[length * tiles.size()];
      for (int tile = 0; tile < tiles.size(); tile++) {
        System.arraycopy(tiles.get(tile).layer(layer), 0, layers[layer], tile * length, length);
      }
    }
    Grid grid = new Grid(first.grid().rows() * tiles.size(), first.grid().columns());
    ShotFeatures joined = new ShotFeatures(grid, layers, first.token());
    return first.second().isEmpty()
        ? joined
        : joined.with(
            join(tiles.stream().map(tile -> tile.second().orElseThrow()).toList()), first.weight());
  }

  private static Bank bank(
      String productId,
      List<TiledShot> shots,
      List<List<TurnDecision.Shot>> tiles,
      boolean turned,
      TextFeatures text) {
    List<Bank.EncodedShot> features = new ArrayList<>();
    for (int shot = 0; shot < shots.size(); shot++) {
      TiledShot named = shots.get(shot);
      for (TurnDecision.Shot tile : tiles.get(shot)) {
        features.add(new Bank.EncodedShot(named.shotId(), named.digest(), tile.upright()));
        if (turned) {
          tile.turned()
              .forEach(
                  copy -> features.add(new Bank.EncodedShot(named.shotId(), named.digest(), copy)));
        }
      }
    }
    return new Bank(productId, productId, 0, shots.size(), features, text);
  }
}
