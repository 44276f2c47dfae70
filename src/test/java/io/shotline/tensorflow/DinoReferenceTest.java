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
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A converted DINOv2 gives the numbers of the public code, with both sets of kernels. */
class DinoReferenceTest {
  private static final float TOLERANCE = 2e-5f;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "dinov2_tiny.pth, 224, false",
    "dinov2_tiny.pth, 448, false",
    "dinov2_reg_tiny.pth, 224, false",
    "dinov2_reg_tiny.pth, 448, false",
    "dinov2_tiny.pth, 224, true",
    "dinov2_tiny.pth, 448, true",
    "dinov2_reg_tiny.pth, 224, true",
    "dinov2_reg_tiny.pth, 448, true",
  })
  void shouldGiveThePublishedDistances(String checkpoint, int side, boolean oneDnn)
      throws Exception {
    List<JsonNode> cases = DinoReference.cases(checkpoint, side);
    assertThat(cases).hasSize(3);
    ModelFolder files = convert(checkpoint, new DinoModel.Options(side, List.of(), 0.01, null));
    ModelKernels kernels =
        new ModelKernels(SavedModelSignatures.read(files.version()), oneDnn, 0, 0);
    try (SavedModelScorer model = SavedModelScorer.load(files, DeviceSettings.DEFAULT, kernels)) {
      for (JsonNode each : cases) {
        requireDistances(model, each);
      }
    }
  }

  private ModelFolder convert(String checkpoint, DinoModel.Options options) throws Exception {
    Path heads = Files.writeString(folder.resolve("config.json"), "{\"num_attention_heads\": 3}");
    DinoModel.of(
            Checkpoint.open(DinoReference.checkpoint(checkpoint)),
            heads,
            options,
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
