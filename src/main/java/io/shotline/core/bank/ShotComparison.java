package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.view.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Scores the shots of a product against each other as its images are scored: tile by tile, and the
 * greatest counts. For one bank, on one thread.
 *
 * @param shots those that differ
 */
record ShotComparison(ScoringModel model, Match match, List<TiledShot> shots) {
  ShotComparison {
    requireNonNull(model, "model");
    requireNonNull(match, "match");
    shots = List.copyOf(shots);
  }

  /** Returns the comparison of these shots. */
  static ShotComparison of(ScoringModel model, ViewedShots viewed) {
    return new ShotComparison(model, viewed.layout().view().match(), viewed.differing());
  }

  /**
   * Returns the score of each shot against the others; none of fewer than two or of a model that
   * cannot compare.
   *
   * @param turns of the banks of these shots: one per tile, or the one that all tiles share
   */
  ShotScores leaveOneOut(List<TurnDecision> turns) {
    if (!model.card().comparesShots() || shots.size() < 2) {
      return ShotScores.NONE;
    }
    List<ShotScores.Shot> scores = new ArrayList<>();
    for (int shot = 0; shot < shots.size(); shot++) {
      scores.add(new ShotScores.Shot(shots.get(shot).shotId(), score(shot, turns)));
    }
    return new ShotScores(scores, List.of());
  }

  private double score(int shot, List<TurnDecision> turns) {
    int tiles = shots.get(shot).tiles().size();
    if (match == Match.ANY && tiles > 1) {
      // The decision compared all tiles of a shot as one image.
      return scoreOfTiles(shot, turns.get(0).turned());
    }
    return turns.stream().mapToDouble(turn -> turn.leaveOneOut().get(shot)).max().orElseThrow();
  }

  private double scoreOfTiles(int left, boolean turned) {
    List<ShotFeatures> others = new ArrayList<>();
    for (int shot = 0; shot < shots.size(); shot++) {
      if (shot != left) {
        for (TurnDecision.Shot tile : shots.get(shot).tiles()) {
          others.add(tile.upright());
          others.addAll(turned ? tile.turned() : List.of());
        }
      }
    }
    return greatest(
        shots.get(left).tiles().stream().map(TurnDecision.Shot::upright).toList(), bank(others));
  }

  /**
   * Returns the scores of variants of the only shot against it.
   *
   * @param variants of each tile, in the order of the tiles
   * @param banks of each tile
   */
  ShotScores standIns(List<List<ShotFeatures>> variants, List<Bank> banks) {
    double[] greatest = new double[MildVariants.COUNT];
    for (int tile = 0; tile < variants.size(); tile++) {
      List<ShotFeatures> own = variants.get(tile);
      List<Double> scores = model.compare(own, Collections.nCopies(own.size(), banks.get(tile)));
      for (int variant = 0; variant < greatest.length; variant++) {
        greatest[variant] = Math.max(greatest[variant], scores.get(variant));
      }
    }
    return new ShotScores(List.of(), Arrays.stream(greatest).boxed().toList());
  }

  private double greatest(List<ShotFeatures> images, Bank bank) {
    return model.compare(images, Collections.nCopies(images.size(), bank)).stream()
        .mapToDouble(score -> score)
        .max()
        .orElseThrow();
  }

  private static Bank bank(List<ShotFeatures> features) {
    List<Bank.EncodedShot> shots =
        features.stream().map(each -> new Bank.EncodedShot("", "", each)).toList();
    return new Bank("", "", 0, shots.size(), shots, TextFeatures.NONE);
  }
}
