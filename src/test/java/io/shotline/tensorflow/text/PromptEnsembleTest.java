package io.shotline.tensorflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shotline.tensorflow.Reference;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptEnsembleTest {
  @ParameterizedTest
  @CsvSource({"metal nut,metal nut", "metal_nut,metal nut", "cat,cat"})
  void shouldGiveThePromptsOfTheReference(String displayName, String reference) {
    JsonNode expected = Reference.json("prompts.json").get(reference);
    PromptEnsemble prompts = PromptEnsemble.of(displayName);
    assertThat(prompts.normal()).isEqualTo(texts(expected.get("normal")));
    assertThat(prompts.anomaly()).isEqualTo(texts(expected.get("anomaly")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
        "animal"
      })
  void shouldAskOnePlainPairOnTheSemanticBenchmark(String name) {
    assertThat(PromptEnsemble.of(name).normal())
        .containsExactly("a photo of " + name + " for anomaly detection.");
    assertThat(PromptEnsemble.of(name).anomaly())
        .containsExactly("a photo without " + name + " for anomaly detection.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "100%s $1 \\", "truck axle"})
  void shouldTakeAnyNameAsItIs(String name) {
    PromptEnsemble prompts = PromptEnsemble.of(name);
    assertThat(prompts.normal()).hasSize(154).contains("a photo of the " + name + " without flaw.");
    assertThat(prompts.anomaly()).hasSize(88).contains("a photo of a damaged " + name + ".");
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
