package io.shotline.core;

import static java.util.Objects.requireNonNull;

import io.shotline.core.UnjudgedImage.Finding;
import io.shotline.core.bank.ProductBank;
import io.shotline.core.batch.Batcher.Answer;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.file.FileDoubt;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.result.Difference;
import io.shotline.core.result.StageTimings;
import io.shotline.core.threshold.AutomaticThreshold;
import io.shotline.core.view.TileCut;
import io.shotline.core.view.TilePixels;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Makes one score of those of an image's tiles: the greatest counts, with the terms that it is made
 * of.
 *
 * @param pixels what the model saw
 * @param doubts in the file
 * @param answers per tile, in the same order
 */
record TileScores(
    ProductBank bank,
    TileCut cut,
    TilePixels pixels,
    List<FileDoubt> doubts,
    List<Answer> answers) {
  TileScores {
    requireNonNull(bank, "bank");
    requireNonNull(cut, "cut");
    requireNonNull(pixels, "pixels");
    doubts = List.copyOf(doubts);
    answers = List.copyOf(answers);
  }

  Finding finding(ModelCard card, Duration decode, Duration lookup) {
    ModelScore greatest =
        answers.stream()
            .map(Answer::score)
            .max(Comparator.comparingDouble(ModelScore::score))
            .orElseThrow();
    List<ResidualMap> maps = answers.stream().map(answer -> answer.score().residualMap()).toList();
    AutomaticThreshold automatic =
        new AutomaticThreshold(bank.scores(), bank.shotBasis(), card.defaultThreshold());
    Difference difference =
        new Difference(
            bank.shotIds(),
            automatic.shots(),
            greatest.components(),
            bank.layout().merge(cut, maps),
            cut.part(),
            ImageWarnings.of(bank.viewed(), cut.part(), pixels, doubts));
    return new Finding.Scored(greatest.score(), automatic, difference, timings(decode, lookup));
  }

  /** The tiles wait together; the model is at work from the first run to the end of the last. */
  private StageTimings timings(Duration decode, Duration lookup) {
    Duration first =
        answers.stream().map(Answer::queue).min(Comparator.naturalOrder()).orElseThrow();
    Duration last =
        answers.stream()
            .map(answer -> answer.queue().plus(answer.run()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new StageTimings(decode, lookup, first, last.minus(first));
  }
}
