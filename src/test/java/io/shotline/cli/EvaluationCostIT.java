package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds {@code evaluate} with four numbers of shots and five draws against {@code score} of the
 * same images with four shots, each as a user starts it. The second set's images have many aspects.
 * Prints both times and the ratio; the least of two rounds counts. Needs {@code ../shared}, a quiet
 * machine and {@code -Dshotline.draws=true}.
 */
@EnabledIfSystemProperty(named = "shotline.draws", matches = "true")
class EvaluationCostIT {
  private static final Path DATA = Path.of("../shared/data").toAbsolutePath().normalize();
  private static final int SHOTS = 4;
  private static final int ROUNDS = 2;
  private static final double MOST = 3;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"elpv/cell", "magnetic_tile/tile"})
  void shouldCostAtMostThreeTimesTheScores(String set) throws Exception {
    assumeThat(DATA).exists();
    Path shots = Files.createDirectory(folder.resolve("shots"));
    for (Path file : first(DATA.resolve(set).resolve("train/good"))) {
      Files.copy(file, shots.resolve(file.getFileName()));
    }
    String images = DATA.resolve(set).resolve("test").toString();
    double score = Double.MAX_VALUE;
    double evaluate = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      score = Math.min(score, seconds("score", "--shots", shots.toString(), "--images", images));
      evaluate = Math.min(evaluate, seconds("evaluate", "--data", DATA.resolve(set).toString()));
    }

    System.out.printf(
        "%s: score %.1f s, evaluate %.1f s: %.2f times%n", set, score, evaluate, evaluate / score);
    assertThat(evaluate / score).isLessThan(MOST);
  }

  private double seconds(String... arguments) throws Exception {
    long start = System.nanoTime();
    try (Launched command = Launched.start(folder, Map.of(), arguments)) {
      assertThat(command.await()).as(command.toString()).isZero();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static List<Path> first(Path good) throws IOException {
    try (Stream<Path> files = Files.list(good)) {
      return files.sorted().limit(SHOTS).toList();
    }
  }
}
