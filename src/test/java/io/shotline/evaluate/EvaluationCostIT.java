package io.shotline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.OperatingSystemMXBean;
import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.result.Outcome;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;
import io.shotline.service.ScoringSettings;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.work.FixedCatalog;
import io.shotline.work.WorkWindow;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the processor time of {@code evaluate} with four numbers of shots and five draws, as a multiple
 * of {@code score} of the same images with four shots. The second set's images have many aspects.
 * Prints both and the ratio; the least of two rounds counts. Needs {@code ../shared} and {@code -Dshotline.draws=true}.
 */
@EnabledIfSystemProperty(named = "shotline.draws", matches = "true")
class EvaluationCostIT {
  private static final Path DATA = Path.of("../shared/data");
  private static final int SHOTS = 4;
  private static final int ROUNDS = 2;
  private static final double MOST = 3;

  @ParameterizedTest
  @ValueSource(strings = {"elpv/cell", "magnetic_tile/tile"})
  void shouldCostAtMostThreeTimesTheScores(String set) throws Exception {
    assumeThat(DATA).exists();
    Category category = MvtecFolders.read(DATA.resolve(set)).categories().get(0);
    double scoring = Double.MAX_VALUE;
    double evaluating = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      scoring = Math.min(scoring, cpuSeconds(() -> score(category)));
      evaluating = Math.min(evaluating, cpuSeconds(() -> evaluate(category)));
    }

    System.out.printf(
        "%s, %d images: score %.1f s of processor time, evaluate %.1f s: %.2f times%n",
        set, category.images().size(), scoring, evaluating, evaluating / scoring);
    assertThat(evaluating / scoring).isLessThan(MOST);
  }

  private static double cpuSeconds(Callable<Integer> work) throws Exception {
    long start = cpuNanos();
    assertThat(work.call()).isPositive();
    return (cpuNanos() - start) / 1e9;
  }

  /** Returns how many trials there were. */
  private static int evaluate(Category category) throws Exception {
    EvaluationPlan plan =
        new EvaluationPlan(
            List.of(1, 2, 4, 8),
            Draws.bySeeds(5),
            List.of(View.DEFAULT),
            ThresholdRule.AUTOMATIC,
            ImageLimits.DEFAULT,
            4);
    try (SavedModelScorer model = model()) {
      EvaluatedModel name = new EvaluatedModel(Path.of("model/mini"), model.card().id());
      FaultList faults = new FaultList(fault -> {});
      return new ModelEvaluation(name, model, model.runs(), plan, faults).run(category, more -> {}).size();
    }
  }

  /** Returns how many images were scored. */
  private static int score(Category category) throws Exception {
    List<Shot> shots = new ArrayList<>();
    for (Path file : category.candidates().subList(0, SHOTS)) {
      shots.add(new Shot("part", file.toString(), read(file), Instant.EPOCH, ""));
    }
    FixedCatalog catalog = new FixedCatalog(Product.withDefaults("part"), shots);
    List<Outcome> outcomes = new ArrayList<>();
    try (Scorer scorer = ScoringSettings.DEFAULT.scorer(model(), ScoringMonitor.NONE);
        WorkWindow<Outcome> window =
            new WorkWindow<>(
                ScoringSettings.DEFAULT.imagesInWork(), () -> false, outcomes::add)) {
      for (LabelledImage image : category.images()) {
        window.add(() -> scorer.score(event(image), catalog));
      }
      window.finish();
    }
    return outcomes.size();
  }

  private static ImageEvent event(LabelledImage image) throws IOException {
    return new ImageEvent(
        image.name(), "file", "part", Instant.EPOCH, read(image.file()), Map.of());
  }

  private static EncodedImage read(Path file) throws IOException {
    return new EncodedImage(Files.readAllBytes(file));
  }

  private static SavedModelScorer model() throws IOException {
    return SavedModelScorer.load(
        ModelFolder.find(Path.of("model/mini")), DeviceSettings.DEFAULT);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
