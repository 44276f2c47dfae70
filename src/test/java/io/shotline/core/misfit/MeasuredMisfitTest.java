package io.shotline.core.misfit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.threshold.ThresholdSource;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * No measured set is said not to fit by its automatic threshold: neither its good images, nor all
 * of them, in which many are defective. Needs {@code ../shared}.
 */
class MeasuredMisfitTest {
  private static final Path DRAWS = Path.of("../shared/encoder/mini2_draws.json");

  @Test
  void shouldFitTheMeasuredSets() throws Exception {
    assumeThat(DRAWS).exists();
    JsonNode sets = new ObjectMapper().readTree(DRAWS.toFile()).get("sets");
    int seen = 0;
    for (Map.Entry<String, JsonNode> set : sets.properties()) {
      for (JsonNode result : set.getValue().get("results")) {
        if (result.has("scores")) {
          seen++;
          assertThat(kind(result, "test/good/")).as("good of " + set.getKey()).isNull();
          assertThat(kind(result, "")).as("all of " + set.getKey()).isNull();
        }
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(6);
  }

  /** Returns how the set does not fit, by the rule that takes the fewest images. */
  private static MisfitKind kind(JsonNode result, String folder) {
    SampleImages set = SampleImages.of(ThresholdSource.SHOTS, result.get("threshold").asDouble());
    JudgedImages images = new JudgedImages(JudgedImages.OF_A_FOLDER);
    for (Map.Entry<String, JsonNode> score : result.get("scores").properties()) {
      if (score.getKey().startsWith(folder)) {
        images.add(set.image(score.getValue().asDouble()));
      }
    }
    return new MisfitRule(8, 8).kind(images.figures().orElseThrow()).orElse(null);
  }
}
