package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Fit;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.SecondLook;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.TopShare;
import io.shotline.core.port.TurnRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCardFileTest {
  private static final Path MINI = Path.of("model/mini/1");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"model/mini/1", "model/mini/2", "model/fine/1"})
  void shouldWriteTheCardsOfTheShippedModelsAsTheyAre(Path shipped) throws IOException {
    ModelCard card = ModelCardFile.read(shipped);

    ModelCardFile.write(folder, card);

    assertThat(ModelCardFile.in(folder)).hasSameBinaryContentAs(ModelCardFile.in(shipped));
  }

  @Test
  void shouldReadACardThatNamesNoInput() throws IOException {
    assertThat(ModelCardFile.read(MINI).input()).isEqualTo(ModelInput.Square.withDefaults(15));
  }

  static Stream<ModelInput> inputs() {
    return Stream.of(
        new ModelInput.Square(448, 32, Fit.CENTRE),
        new ModelInput.Square(240, 15, Fit.SQUARE),
        new ModelInput.Rectangle(57_600, 16),
        new ModelInput.Rectangle(
            57_600, 16, new SecondLook(100_000, 0.02, new TreeMap<>(Map.of(90, 0.5, 1000, 2.0)))));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void shouldReadTheInputThatWasWritten(ModelInput input) throws IOException {
    ModelCard mini = ModelCardFile.read(MINI);
    ModelCard card =
        new ModelCard(
            mini.name(),
            mini.version(),
            mini.encoder(),
            mini.layers(),
            input,
            mini.maxShots(),
            mini.defaultThreshold(),
            mini.threadsPerRun(),
            mini.terms(),
            mini.licence(),
            mini.provenance());

    ModelCardFile.write(folder, card);

    assertThat(ModelCardFile.read(folder)).isEqualTo(card);
    assertThat(Files.readString(ModelCardFile.in(folder)))
        .contains("\"fit\" : \"" + input.fit().word() + "\"");
  }

  @Test
  void shouldReadTheRuleOfTheScoreThatWasWritten() throws IOException {
    ModelCard mini = ModelCardFile.read(MINI);
    Map<String, Double> accuracy = new LinkedHashMap<>();
    accuracy.put("AUROC nuts, shots: 4", 0.9);
    accuracy.put("AUROC bolts, shots: 4", 1.0);
    ModelCard card =
        new ModelCard(
            mini.name(),
            mini.version(),
            mini.encoder(),
            mini.layers(),
            mini.input(),
            mini.maxShots(),
            mini.defaultThreshold(),
            mini.threadsPerRun(),
            mini.terms(),
            mini.licence(),
            mini.provenance(),
            TopShare.nearest(0.04),
            new TurnRule(1.25, 8),
            accuracy);

    ModelCardFile.write(folder, card);

    ModelCard read = ModelCardFile.read(folder);
    assertThat(read).isEqualTo(card);
    assertThat(read.accuracy().keySet()).containsExactlyElementsOf(accuracy.keySet());
  }
}
