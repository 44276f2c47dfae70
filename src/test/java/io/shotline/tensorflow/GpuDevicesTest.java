package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.tensorflow.precision.Precision;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GpuDevicesTest {
  private static final Map<String, String> EXACT = Map.of("NVIDIA_TF32_OVERRIDE", "0");
  private static final Map<String, String> ROUNDED = Map.of("NVIDIA_TF32_OVERRIDE", "1");

  @Test
  void shouldSayWhatKeepsGpusFromRoundingFactors() {
    assertThat(GpuDevices.remarks(1, Precision.FLOAT32, Map.of()))
        .singleElement()
        .asString()
        .contains("NVIDIA_TF32_OVERRIDE=0");
    assertThat(GpuDevices.remarks(1, Precision.FLOAT32, ROUNDED)).hasSize(1);
  }

  @Test
  void shouldSayNothingWhereTheyAreKeptFromIt() {
    assertThat(GpuDevices.remarks(1, Precision.FLOAT32, EXACT)).isEmpty();
    assertThat(GpuDevices.remarks(1, Precision.FLOAT16, EXACT)).isEmpty();
  }

  @Test
  void shouldSayWhatForbidsRoundingThatWasAskedFor() {
    assertThat(GpuDevices.remarks(1, Precision.TF32, EXACT))
        .singleElement()
        .asString()
        .contains("--precision tf32", "NVIDIA_TF32_OVERRIDE=0");
    assertThat(GpuDevices.remarks(1, Precision.TF32, ROUNDED)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"TF32", "FLOAT16", "BFLOAT16"})
  void shouldSayWhatAPrecisionIsWithoutAGpu(Precision precision) {
    assertThat(GpuDevices.remarks(0, precision, EXACT))
        .singleElement()
        .asString()
        .startsWith("--precision " + precision + " without a GPU: a processor ");
  }
}
