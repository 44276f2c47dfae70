package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How well version 2 and fine tell good images from bad ones, for each draw of shots that an
 * independent implementation was run with. Takes minutes and needs {@code ../shared}: {@code
 * -Dshotline.draws=true}, as {@code .ci/long} sets it.
 */
@EnabledIfSystemProperty(named = "shotline.draws", matches = "true")
class MiniTwoDrawsIT {
  private static final Path DRAWS = Path.of("../shared/encoder/mini2_draws.json");
  private static final Path DATA = Path.of("../shared/data");
  private static final double BETWEEN = 0.01;

  static Stream<Arguments> sets() throws IOException {
    List<String> names = new ArrayList<>();
    expected().fieldNames().forEachRemaining(names::add);
    return Stream.of(MiniTwo.FOLDER, MiniTwo.FINE)
        .flatMap(model -> names.stream().map(name -> Arguments.of(model, name)));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void shouldTellGoodImagesFromBadOnesAsWellAsTheReference(Path model, String name)
      throws IOException {
    assumeThat(DATA).exists();
    JsonNode set = expected().get(name);
    double greatest = 0;
    SoftAssertions all = new SoftAssertions();
    try (MiniTwo mini = MiniTwo.load(model)) {
      ImageSet images = new ImageSet(mini, DATA.resolve(name));
      for (JsonNode result : set.get("results")) {
        if (result.get("model").asText().equals(mini.model().card().name())) {
          Draw draw = draw(images, set, result);
          greatest = Math.max(greatest, check(all, draw, result));
        }
      }
    }
    System.out.printf("%s, %s: AUROC within %.5f of the reference's%n", model, name, greatest);
    all.assertAll();
  }

  private static Draw draw(ImageSet images, JsonNode set, JsonNode result) {
    JsonNode drawn = set.get("draws").get(result.get("draw").asInt());
    List<String> shots = new ArrayList<>();
    for (int i = 0; i < result.get("shots").asInt(); i++) {
      shots.add("train/good/" + drawn.get(i).asText());
    }
    return Draw.of(images, shots, result.get("turned").asBoolean());
  }

  /** Returns how far the AUROC is from the expected one. */
  private static double check(SoftAssertions all, Draw draw, JsonNode result) {
    String name = "draw " + result.get("draw") + " of " + result.get("shots") + " shots: ";
    double ratio = result.get("turn_ratio").asDouble();
    all.assertThat(draw.ratio()).as(name + "ratio").isCloseTo(ratio, within(BETWEEN));
    if (Math.abs(ratio - 1.25) > BETWEEN) {
      all.assertThat(draw.turned()).as(name + "turned").isEqualTo(result.get("turned").asBoolean());
    }
    double auroc = result.get("auroc").asDouble();
    all.assertThat(draw.auroc()).as(name + "AUROC").isCloseTo(auroc, within(0.005));
    if (result.has("scores")) {
      for (Map.Entry<String, JsonNode> score : result.get("scores").properties()) {
        all.assertThat(draw.scores().get(score.getKey()))
            .as(name + score.getKey())
            .isCloseTo(score.getValue().asDouble(), within(1e-3));
      }
    }
    if (result.has("threshold")) {
      checkThreshold(all, name, draw, result);
    }
    return Math.abs(draw.auroc() - auroc);
  }

  /** Counts may differ by the images whose score is at the threshold: 1 in 20, at least 1. */
  private static void checkThreshold(SoftAssertions all, String name, Draw draw, JsonNode result) {
    double threshold = result.get("threshold").asDouble();
    long falseAlarms = result.get("false_alarms").asLong();
    long missed = result.get("missed").asLong();
    all.assertThat(draw.threshold().orElseThrow())
        .as(name + "threshold")
        .isCloseTo(threshold, within(0.01 * threshold));
    all.assertThat(draw.falseAlarms())
        .as(name + "false alarms")
        .isCloseTo(falseAlarms, within(Math.max(1, result.get("good").asLong() / 20)));
    all.assertThat(draw.missed())
        .as(name + "missed")
        .isCloseTo(missed, within(Math.max(1, result.get("bad").asLong() / 20)));
    System.out.printf(
        "  %sthreshold %.5f of %.5f, false alarms %d of %d, missed %d of %d%n",
        name,
        draw.threshold().orElseThrow(),
        threshold,
        draw.falseAlarms(),
        falseAlarms,
        draw.missed(),
        missed);
  }

  private static JsonNode expected() throws IOException {
    return new ObjectMapper().readTree(DRAWS.toFile()).get("sets");
  }
}
