package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GpuDevicesTest {
  @Test
  void shouldSayWhatKeepsGpusFromRoundingFactors() {
    assertThat(GpuDevices.exactness(Map.of())).contains("NVIDIA_TF32_OVERRIDE=0");
    assertThat(GpuDevices.exactness(Map.of("NVIDIA_TF32_OVERRIDE", "1"))).isPresent();
  }

  @Test
  void shouldSayNothingWhereTheyAreKeptFromIt() {
    assertThat(GpuDevices.exactness(Map.of("NVIDIA_TF32_OVERRIDE", "0"))).isEmpty();
  }
}
