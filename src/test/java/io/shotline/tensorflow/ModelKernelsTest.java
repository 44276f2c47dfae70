package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.tensorflow.precision.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelKernelsTest {
  private static final ModelFolder MINI = new ModelFolder(Path.of("model/mini/1"));

  @ParameterizedTest
  @CsvSource({"2, 1, 2", "16, 1, 16", "16, 4, 4", "2, 3, 1", "16, 0, 1"})
  void shouldRunAsOftenAsThereAreProcessorsForTheThreads(
      int processors, int threadsPerRun, int runs) {
    assertThat(new ModelKernels(Map.of(), false, 0, threadsPerRun).runs(processors))
        .isEqualTo(runs);
  }

  @Test
  void shouldRunTwiceAtATimeOnGpuSoThatCopiesNeedNotWait() {
    assertThat(new ModelKernels(Map.of(), false, 1, 1).runs(16)).isEqualTo(2);
  }

  @Test
  void shouldTakeBatchesOfFewSizesOnGpu() {
    assertThat(new ModelKernels(Map.of(), false, 1, 1).batchOf(13)).isEqualTo(8);
    assertThat(new ModelKernels(Map.of(), false, 0, 1).batchOf(13)).isEqualTo(13);
  }

  @Test
  void shouldTakeTheThreadsThatTheModelAsksForOrThatItIsTold() throws IOException {
    DeviceSettings told = new DeviceSettings(3, "", true, Precision.FLOAT32);

    assertThat(ModelKernels.of(MINI, DeviceSettings.DEFAULT).threadsPerRun()).isEqualTo(1);
    assertThat(ModelKernels.of(MINI, told).threadsPerRun()).isEqualTo(3);
  }
}
