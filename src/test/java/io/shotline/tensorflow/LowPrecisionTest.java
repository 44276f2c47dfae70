package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.convert.InctrlModel;
import io.shotline.convert.ModelFacts;
import io.shotline.convert.SmallInctrl;
import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.core.CardFit;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.tensorflow.precision.LowPrecisionGraph;
import io.shotline.tensorflow.precision.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.GraphDef;

/** Models whose products take factors of a shorter type, beside themselves in single precision. */
class LowPrecisionTest {
  private static final List<String> QUERIES =
      List.of("scratch_rgb_320x256.png", "stain_rgb_240x240.png", "normal_rgb_64x48.png");

  @TempDir private static Path folder;

  @BeforeAll
  static void convert() throws IOException {
    Path checkpoint = new SmallInctrl().write(folder.resolve("small.safetensors"), 5);
    InctrlModel.of(
            List.of(Checkpoint.open(checkpoint)),
            null,
            List.of(3, 5, 8),
            new ModelFacts("small", 0.4, "none", "a test"))
        .write(folder.resolve("small"), Reference.vocabulary());
  }

  /** Processors without instructions for float16 sum in float16 too, so 1 % is what all hold. */
  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(Path.of("model/mini"), Precision.FLOAT16, 0.01),
        Arguments.of(Path.of("model/mini"), Precision.BFLOAT16, 0.05),
        Arguments.of(Path.of("model/fine"), Precision.FLOAT16, 0.01),
        Arguments.of(folder.resolve("small"), Precision.FLOAT16, 0.01),
        Arguments.of(folder.resolve("small"), Precision.BFLOAT16, 0.03));
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldDifferLittleFromSinglePrecision(Path model, Precision precision, double most)
      throws IOException {
    List<Double> exact = scores(model, Precision.FLOAT32);
    List<Double> shorter = scores(model, precision);
    for (int i = 0; i < exact.size(); i++) {
      double difference = Math.abs(shorter.get(i) / exact.get(i) - 1);
      assertThat(difference).isLessThan(most);
    }
    assertThat(shorter).isNotEqualTo(exact);
  }

  @Test
  void shouldRefuseAGraphWithoutProducts() {
    assertThatThrownBy(
            () -> LowPrecisionGraph.of(GraphDef.getDefaultInstance(), Precision.BFLOAT16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model's graph has no product that can run in bfloat16");
  }

  private static List<Double> scores(Path model, Precision precision) throws IOException {
    DeviceSettings devices = new DeviceSettings(null, "", true, precision);
    try (SavedModelScorer scorer = SavedModelScorer.load(ModelFolder.find(model), devices)) {
      CardFit fit = new CardFit(scorer);
      List<EncodedShot> shots = new ArrayList<>();
      for (String shot : List.of("shot_0.png", "shot_1.png")) {
        shots.add(new EncodedShot(shot, shot, scorer.encode(List.of(read(fit, shot))).get(0)));
      }
      Bank bank = new Bank("plate", "plate", 0, shots.size(), shots, scorer.describe("plate"));
      List<Double> scores = new ArrayList<>();
      for (String query : QUERIES) {
        ModelScore score = scorer.score(List.of(new ScoreRequest(read(fit, query), bank))).get(0);
        scores.add(score.score());
      }
      return scores;
    }
  }

  private static DecodedImage read(CardFit fit, String name) throws IOException {
    try {
      return fit.read(Reference.image(name));
    } catch (UndecodableImageException e) {
      throw new IOException(name, e);
    }
  }
}
