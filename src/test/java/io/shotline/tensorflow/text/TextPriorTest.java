package io.shotline.tensorflow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPriorTest {
  private static final ClipTokenizer TOKENIZER = ClipTokenizerTest.tokenizer();
  private static final int WIDTH = 5;

  private final List<int[][]> calls = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"metal_nut", "cat", "printed circuit board", ""})
  void shouldGiveTheNormalisedMeansOfTheNormalisedFeatures(String name) {
    PromptEnsemble prompts = PromptEnsemble.of(name);
    double[] normal = expected(prompts.normal());
    double[] anomaly = expected(prompts.anomaly());
    float[] prior = new TextPrior(TOKENIZER, this::encode).of(name);
    assertThat(prior).hasSize(2 * WIDTH);
    for (int i = 0; i < WIDTH; i++) {
      assertThat((double) prior[i]).isCloseTo(normal[i], within(1e-7));
      assertThat((double) prior[WIDTH + i]).isCloseTo(anomaly[i], within(1e-7));
    }
  }

  @Test
  void shouldNotDependOnTheLengthOfFeatures() {
    float[] expected = new TextPrior(TOKENIZER, this::encode).of("bottle");
    Function<int[][], float[][]> stretched =
        texts ->
            Arrays.stream(texts)
                .map(text -> scaled(feature(text), 1 << text[3] % 7))
                .toArray(float[][]::new);
    assertThat(new TextPrior(TOKENIZER, stretched).of("bottle")).isEqualTo(expected);
  }

  @Test
  void shouldEncodeTextsOfSimilarLengthTogether() {
    new TextPrior(TOKENIZER, this::encode).of("metal nut");
    assertThat(calls)
        .extracting(call -> call.length)
        .containsExactly(32, 32, 32, 32, 32, 32, 32, 18);
    assertThat(calls.stream().flatMap(Arrays::stream).map(TextPriorTest::length)).isSorted();
  }

  @Test
  void shouldEncodeEqualTextsOnce() {
    new TextPrior(TOKENIZER, this::encode).of("nut ".repeat(90));
    List<int[]> texts = calls.stream().flatMap(Arrays::stream).toList();
    assertThat(texts).doesNotHaveDuplicates().extracting(Arrays::toString).doesNotHaveDuplicates();
    assertThat(texts).hasSizeLessThan(150);
  }

  @Test
  void shouldRefuseAModelThatLosesTexts() {
    assertBroken(features -> Arrays.copyOf(features, features.length - 1), "31 features for 32");
  }

  @Test
  void shouldRefuseFeaturesWithoutDirection() {
    assertBroken(features -> new float[features.length][WIDTH], "length 0.0");
    assertBroken(features -> replaced(features, Float.NaN), "length NaN");
    assertBroken(features -> replaced(features, Float.POSITIVE_INFINITY), "length Infinity");
  }

  @Test
  void shouldRefuseFeaturesOfDifferentLengths() {
    assertBroken(
        features -> {
          features[1] = new float[] {1, 2};
          return features;
        },
        "and 2 values");
  }

  private void assertBroken(UnaryOperator<float[][]> fault, String message) {
    TextPrior prior = new TextPrior(TOKENIZER, texts -> fault.apply(encode(texts)));
    assertThatThrownBy(() -> prior.of("capsule"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
  }

  private float[][] encode(int[][] texts) {
    calls.add(texts);
    return Arrays.stream(texts).map(TextPriorTest::feature).toArray(float[][]::new);
  }

  /** Depends on the text only, as a real encoder's does. */
  private static float[] feature(int[] text) {
    Random random = new Random(Arrays.hashCode(text));
    float[] feature = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      feature[i] = 3 * random.nextFloat() + i;
    }
    return feature;
  }

  private static double[] expected(List<String> prompts) {
    double[] mean = new double[WIDTH];
    for (String prompt : prompts) {
      float[] feature = feature(TOKENIZER.encode(prompt));
      double norm = norm(IntStream.range(0, WIDTH).mapToDouble(i -> feature[i]).toArray());
      for (int i = 0; i < WIDTH; i++) {
        mean[i] += feature[i] / norm / prompts.size();
      }
    }
    double norm = norm(mean);
    return Arrays.stream(mean).map(value -> value / norm).toArray();
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
  }

  private static int length(int[] text) {
    return Arrays.stream(text).boxed().toList().indexOf(49407);
  }

  private static float[] scaled(float[] values, float factor) {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  private static float[][] replaced(float[][] features, float value) {
    features[0][2] = value;
    return features;
  }
}
