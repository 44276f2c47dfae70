package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;

/** The blocks inside the encoder, fetched by the names of their nodes. */
class EncoderFeaturesTest {
  @ParameterizedTest
  @CsvSource({"b3,30,32", "b6,15,64", "b9,15,64", "b12,15,96"})
  void shouldComputeTheBlocksOfTheReference(String block, int side, int channels) {
    JsonNode expected = Reference.encoder().get("features_scratch_rgb_320x256").get(block);
    float[] values = new float[side * side * channels];
    try (SavedModelBundle model = SavedModelBundle.load("model/mini/1", "serve");
        Tensors tensors = new Tensors();
        Result result =
            model
                .session()
                .runner()
                .feed(
                    "encode/images",
                    tensors.images(List.of(Reference.preprocessed("scratch_rgb_320x256.png"))))
                .fetch("encode/" + block.replace("b", "block"))
                .run()) {
      FloatDataBuffer data = result.get(0).asRawTensor().data().asFloats();
      assertThat(data.size()).isEqualTo(values.length);
      data.read(values);
    }
    double mean =
        DoubleStream.iterate(0, i -> i < values.length, i -> i + 1)
            .map(i -> values[(int) i])
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(expected.get("mean").asDouble(), within(1e-4));
    for (int channel = 0; channel < 8; channel++) {
      assertThat((double) values[(7 * side + 7) * channels + channel])
          .isCloseTo(expected.get("at_7_7_first8").get(channel).asDouble(), within(1e-4));
    }
  }
}
