package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.shotline.convert.DinoModel;
import io.shotline.convert.ModelFacts;
import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.core.CardFit;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A converted DINOv2 gives the numbers of the public code, with both sets of kernels. */
class DinoReferenceTest {
  private static final float TOLERANCE = 2e-5f;
  private static final float TOKENS = 1e-4f;

  @TempDir private Path folder;

  static List<Arguments> modelsAndKernels() {
    List<Arguments> all = new ArrayList<>();
    for (String checkpoint : List.of("dinov2_tiny.pth", "dinov2_reg_tiny.pth")) {
      for (int side : new int[] {224, 448}) {
        all.add(Arguments.of(checkpoint, side, false));
        all.add(Arguments.of(checkpoint, side, true));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("modelsAndKernels")
  void shouldGiveThePublishedDistances(String checkpoint, int side, boolean oneDnn)
      throws Exception {
    List<JsonNode> cases = DinoReference.cases(checkpoint, side);
    assertThat(cases).hasSize(3);
    ModelFolder files = convert(checkpoint, side, List.of());
    ModelKernels kernels =
        new ModelKernels(SavedModelSignatures.read(files.version()), oneDnn, 0, 0);
    try (SavedModelScorer model = SavedModelScorer.load(files, DeviceSettings.DEFAULT, kernels)) {
      for (JsonNode each : cases) {
        requireDistances(model, each);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modelsAndKernels")
  void shouldGiveThePublishedTokens(String checkpoint, int side, boolean oneDnn) throws Exception {
    List<JsonNode> cases = DinoReference.cases(checkpoint, side);
    ModelFolder files = convert(checkpoint, side, List.of(3, 5, 6));
    try (DinoTokens tokens = new DinoTokens(files, oneDnn)) {
      for (JsonNode each : cases) {
        DecodedImage query = DinoReference.fitted(each.get("query").asText(), side);
        float[][] last = tokens.of(query, "block6");
        requireFirst(last[0], each.get("patch_0_first8"));
        requireFirst(last[last.length - 1], each.get("patch_last_first8"));
        requireSpread(last, each);
        requireFirst(tokens.of(query, "block3")[0], each.get("block3_patch_0_first8"));
        requireFirst(tokens.of(query, "block5")[0], each.get("block5_patch_0_first8"));
      }
    }
  }

  private static void requireFirst(float[] token, JsonNode expected) {
    assertThat(Arrays.copyOf(token, expected.size()))
        .containsExactly(DinoReference.floats(expected), within(TOKENS));
  }

  private static void requireSpread(float[][] tokens, JsonNode expected) {
    DoubleSummaryStatistics values = new DoubleSummaryStatistics();
    double squares = 0;
    for (float[] token : tokens) {
      for (float value : token) {
        values.accept(value);
        squares += (double) value * value;
      }
    }
    double mean = values.getAverage();
    assertThat(mean).isCloseTo(expected.get("patch_mean").asDouble(), within((double) TOKENS));
    // With or without one less in the divisor: the same to 1e-5.
    assertThat(Math.sqrt(squares / values.getCount() - mean * mean))
        .isCloseTo(expected.get("patch_std").asDouble(), within((double) TOKENS));
  }

  private ModelFolder convert(String checkpoint, int side, List<Integer> layers) throws Exception {
    Path heads = Files.writeString(folder.resolve("config.json"), "{\"num_attention_heads\": 3}");
    DinoModel.of(
            Checkpoint.open(DinoReference.checkpoint(checkpoint)),
            heads,
            new DinoModel.Options(side, layers, 0.01, null),
            new ModelFacts("tiny", DinoModel.DEFAULT_THRESHOLD, "none", "a test"))
        .write(folder.resolve("tiny"));
    return ModelFolder.find(folder.resolve("tiny"));
  }

  private static void requireDistances(SavedModelScorer model, JsonNode expected) throws Exception {
    List<Bank.EncodedShot> shots = new ArrayList<>();
    for (JsonNode shot : expected.get("shots")) {
      DecodedImage image = new CardFit(model).read(DinoReference.image(shot.asText()));
      shots.add(new Bank.EncodedShot("", "", model.encode(List.of(image)).get(0)));
    }
    Bank bank = new Bank("", "", 0, shots.size(), shots, model.describe(""));
    DecodedImage query =
        new CardFit(model).read(DinoReference.image(expected.get("query").asText()));

    ModelScore score = model.score(List.of(new ScoreRequest(query, bank))).get(0);

    assertThat(score.score())
        .isCloseTo(expected.get("score").asDouble() / 2, within((double) TOLERANCE));
    float[] distances = DinoReference.array(expected.get("distance_map").asText());
    for (int i = 0; i < distances.length; i++) {
      distances[i] /= 2;
    }
    assertThat(score.residualMap().values()).containsExactly(distances, within(TOLERANCE));
  }
}
