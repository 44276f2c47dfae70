package io.shotline.evaluate;

import io.shotline.camera.Frame;
import io.shotline.camera.drawn.SimulatedLine;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Evaluations of drawn plates with scores that were made up. */
public final class SampleEvaluation {
  public static final EvaluatedModel MINI =
      new EvaluatedModel(Path.of("model/mini/2"), new ModelLabel("mini", "2"));
  public static final EvaluatedModel OLD_MINI =
      new EvaluatedModel(Path.of("model/mini/1"), new ModelLabel("mini", "1"));

  private final Path folder;

  /**
   * @param folder for the images
   */
  public SampleEvaluation(Path folder) {
    this.folder = folder;
  }

  /** Draws a category of plates, of which two fifths are bad. */
  public Category category(String name, int images) throws IOException {
    SimulatedLine line = new SimulatedLine(7, images, 0.4);
    List<Path> candidates = new ArrayList<>();
    Path shots = Files.createDirectories(folder.resolve(name).resolve("train"));
    for (Frame shot : line.normalShots(8)) {
      candidates.add(Files.write(shots.resolve(shot.name()), shot.image().bytes()));
    }
    List<LabelledImage> labelled = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      Frame frame = line.frame(i);
      String truth = frame.attributes().getOrDefault("truth", "");
      boolean isBad = !truth.equals("normal");
      String kind = isBad ? truth : "good";
      Path file = Files.createDirectories(folder.resolve(name).resolve(kind)).resolve(frame.name());
      Files.write(file, frame.image().bytes());
      labelled.add(new LabelledImage(file, kind + "/" + frame.name(), kind, isBad, null));
    }
    return new Category(name, candidates, labelled);
  }

  /**
   * Makes up what a draw of shots gave.
   *
   * @param distance of bad images from good ones, in deviations of the good ones
   */
  public static Trial trial(
      Category category, EvaluatedModel model, View view, int shots, int seed, double distance) {
    Random random = new Random(31L * seed + shots);
    List<JudgedImage> judged = new ArrayList<>();
    for (LabelledImage image : category.images()) {
      double score = 0.03 + 0.006 * (random.nextGaussian() + (image.isBad() ? distance : 0));
      judged.add(new JudgedImage(image, Math.max(0.001, score)));
    }
    double threshold = 0.041;
    return new Trial(
        new Combination(category.name(), model, view, shots),
        seed,
        category.candidates().subList(0, shots),
        Threshold.of(threshold, ThresholdSource.SHOTS),
        judged,
        Ranking.of(judged).figures(threshold),
        12);
  }

  /** Makes up draws of two models with 2, 4 and 8 shots by three seeds. */
  public static Evaluation of(List<Category> categories, List<Fault> faults) {
    List<Trial> trials = new ArrayList<>();
    for (Category category : categories) {
      for (EvaluatedModel model : List.of(MINI, OLD_MINI)) {
        for (int shots : new int[] {2, 4, 8}) {
          for (int seed = 1; seed <= 3; seed++) {
            double distance = (model.equals(MINI) ? 2 : 1.2) + 0.2 * shots;
            trials.add(trial(category, model, View.DEFAULT, shots, seed, distance));
          }
        }
      }
    }
    return new Evaluation(categories, trials, faults);
  }
}
