package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ImageReader;
import io.shotline.core.bank.ProductBank;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.view.TileCut;
import io.shotline.core.view.TilePixels;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the shot that an image is most like: it scores least against this shot alone. Costs a run
 * of the model beside the stream's, so it is asked only for pictures that people look at.
 *
 * @param reader of the same model
 * @param bank of the product's shots
 */
record AlikeShots(ScoringModel model, ImageReader reader, ProductBank bank) {
  AlikeShots {
    requireNonNull(model, "model");
    requireNonNull(reader, "reader");
    requireNonNull(bank, "bank");
  }

  /** Returns the id of the shot; empty if there is none or the file cannot be decoded. */
  Optional<String> mostAlike(PreparedImage image, ImageHeader header) {
    List<String> shots = List.copyOf(new LinkedHashSet<>(bank.shotIds()));
    if (shots.size() < 2) {
      return shots.stream().findFirst();
    }
    TileCut cut = bank.layout().cut(header);
    if (reader.tiles(image.event().image(), header, cut)
        instanceof ImageReader.Result.Read<TilePixels> read) {
      List<Double> scores =
          model.card().comparesShots()
              ? compared(read.value(), shots)
              : scored(read.value(), shots);
      int least =
          IntStream.range(0, shots.size())
              .boxed()
              .min((a, b) -> Double.compare(scores.get(a), scores.get(b)))
              .orElseThrow();
      return Optional.of(shots.get(least));
    }
    return Optional.empty();
  }

  /** Returns the score against each shot from features that are made once. */
  private List<Double> compared(TilePixels tiles, List<String> shots) {
    List<ShotFeatures> features = model.encode(tiles.tiles());
    List<Double> scores = new ArrayList<>();
    for (String shot : shots) {
      List<Bank> alone =
          IntStream.range(0, features.size()).mapToObj(tile -> bank(tile, shot)).toList();
      scores.add(
          model.compare(features, alone).stream().mapToDouble(each -> each).max().orElseThrow());
    }
    return scores;
  }

  private List<Double> scored(TilePixels tiles, List<String> shots) {
    List<Double> scores = new ArrayList<>();
    for (String shot : shots) {
      List<ScoreRequest> requests =
          IntStream.range(0, tiles.tiles().size())
              .mapToObj(tile -> new ScoreRequest(tiles.tiles().get(tile), bank(tile, shot)))
              .toList();
      scores.add(model.score(requests).stream().mapToDouble(ModelScore::score).max().orElseThrow());
    }
    return scores;
  }

  /** Returns what a tile is compared with, of one shot alone. */
  private Bank bank(int tile, String shotId) {
    Bank all = bank.tile(tile);
    return all.withShots(
        all.shots().stream().filter(shot -> shot.shotId().equals(shotId)).toList());
  }
}
