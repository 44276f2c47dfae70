package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.bank.TurnDecision.Shot;
import io.shotline.core.image.LookSizes;
import io.shotline.core.threshold.ShotScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How often a defective image among good shots is named, and how often a good one is: the sets and
 * the draws of {@code ../shared}. By hand, with {@code -Dshotline.draws=true}.
 */
@EnabledIfSystemProperty(named = "shotline.draws", matches = "true")
class OddShotsIT {
  private static final Path DRAWS = Path.of("../shared/encoder/mini2_draws.json");
  private static final Path DATA = Path.of("../shared/data");
  private static final int DEFECTIVE_PER_SET = 6;
  private static final List<Integer> GOOD = List.of(4, 8);

  /** Shares of the shots that are named. */
  private record Named(double defective, double good) {}

  @Test
  void shouldNameDefectiveShotsAndFewGoodOnes() throws IOException {
    assumeThat(DATA).exists();
    List<Named> sets = new ArrayList<>();
    for (Map.Entry<String, JsonNode> set :
        new ObjectMapper().readTree(DRAWS.toFile()).get("sets").properties()) {
      try (MiniTwo mini = MiniTwo.load()) {
        ImageSet images = new ImageSet(mini, DATA.resolve(set.getKey()));
        for (int good : GOOD) {
          Named named = named(images, set.getValue().get("draws"), good);
          System.out.printf(
              "%s, %d good shots and a defective one: %s%n", set.getKey(), good, named);
          sets.add(named);
        }
      }
    }

    double defective = sets.stream().mapToDouble(Named::defective).average().orElseThrow();
    double good = sets.stream().mapToDouble(Named::good).average().orElseThrow();
    System.out.printf("named: %.3f of the defective, %.3f of the good%n", defective, good);
    assertThat(defective).isGreaterThanOrEqualTo(0.2);
    assertThat(good).isLessThanOrEqualTo(0.08);
  }

  private static Named named(ImageSet images, JsonNode draws, int good) {
    List<String> bad =
        images.tests().stream().filter(name -> !name.startsWith("test/good/")).toList();
    int step = Math.max(1, bad.size() / DEFECTIVE_PER_SET);
    int tries = 0;
    int defective = 0;
    int goods = 0;
    for (JsonNode draw : draws) {
      for (int i = 0; i < bad.size(); i += step) {
        List<String> names = new ArrayList<>();
        for (int shot = 0; shot < good; shot++) {
          names.add("train/good/" + draw.get(shot).asText());
        }
        names.add(bad.get(i));
        List<Integer> odd = odd(images, names);
        tries++;
        defective += odd.contains(good) ? 1 : 0;
        goods += (int) odd.stream().filter(shot -> shot < good).count();
      }
    }
    return new Named((double) defective / tries, (double) goods / (tries * good));
  }

  /** Returns the places of the shots that are named. */
  private static List<Integer> odd(ImageSet images, List<String> names) {
    LookSizes looks = images.looks(names);
    List<Shot> shots = names.stream().map(name -> images.shot(name, looks)).toList();
    List<Double> scores = images.mini().decide(shots).leaveOneOut();
    List<ShotScores.Shot> numbered = new ArrayList<>();
    for (int shot = 0; shot < scores.size(); shot++) {
      numbered.add(new ShotScores.Shot(Integer.toString(shot), scores.get(shot)));
    }
    return new ShotScores(numbered, List.of())
        .odd().stream().map(each -> Integer.parseInt(each.shotId())).toList();
  }
}
