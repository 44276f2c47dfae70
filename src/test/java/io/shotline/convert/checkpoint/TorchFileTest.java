package io.shotline.convert.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileTest {
  private static final Path FIXTURES = Path.of("src/test/resources/checkpoint");
  private static final float[] RAMP = {0.25f, 0.5f, 0.75f, 1, 1.25f, 1.5f};

  @ParameterizedTest
  @CsvSource({"float32,F32", "float16,F16", "bfloat16,BF16", "float64,F64", "parameters,F32"})
  void shouldWidenEveryTypeOfFloats(String name, StoredTensor.Type type) throws IOException {
    StoredTensor tensor = open(name).tensor("a");
    assertThat(tensor.type()).isEqualTo(type);
    assertThat(tensor.shape()).containsExactly(2, 3);
    assertThat(tensor.floats()).containsExactly(RAMP);
  }

  @Test
  void shouldReadHalvesAtTheEdgesOfTheirRange() throws IOException {
    assertThat(open("float16").tensor("subnormal").floats())
        .containsExactly(0x1p-24f, -65504, Float.POSITIVE_INFINITY);
  }

  @Test
  void shouldReadWholeNumbersAsBytesOnly() throws IOException {
    StoredTensor step = open("float32").tensor("step");
    assertThat(step.type()).isEqualTo(StoredTensor.Type.I64);
    assertThat(step.shape()).isEmpty();
    assertThat(step.bytes()).containsExactly(7, 0, 0, 0, 0, 0, 0, 0);
    assertThatThrownBy(step::floats)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("float32.pth: tensor step is of type I64");
    assertThat(open("float64").tensor("mask").bytes()).containsExactly(1, 0);
  }

  @Test
  void shouldReadViewsInRowMajorOrder() throws IOException {
    Checkpoint checkpoint = open("transposed");
    StoredTensor transposed = checkpoint.tensor("a");
    assertThat(transposed.shape()).containsExactly(2, 3);
    assertThat(transposed.floats()).containsExactly(0.25f, 0.75f, 1.25f, 0.5f, 1, 1.5f);
    // 0.25, 0.75 and 1.25 as float32.
    assertThat(transposed.bytes()).hasSize(24).startsWith(0, 0, -128, 62, 0, 0, 64, 63, 0, 0, -96);
    assertThat(checkpoint.tensor("expanded").floats()).containsExactly(0.25f, 0.5f, 0.75f);
    assertThat(checkpoint.tensor("scalar").floats()).containsExactly(1.5f);
  }

  @Test
  void shouldReadTensorsThatShareAStorage() throws IOException {
    Checkpoint checkpoint = open("shared");
    assertThat(checkpoint.tensor("a").floats()).containsExactly(0.75f, 1, 1.25f, 1.5f, 1.75f, 2);
    assertThat(checkpoint.tensor("b").floats()).containsExactly(0.5f, 1.25f, 2);
  }

  @ParameterizedTest
  @CsvSource({"state_dict,''", "model_state,0.", "protocol4,''"})
  void shouldFindTheWeightsAmongOtherValues(String name, String prefix) throws IOException {
    assertThat(open(name).tensors().keySet())
        .containsExactly(
            prefix + "bias",
            prefix + "num_batches_tracked",
            prefix + "running_mean",
            prefix + "running_var",
            prefix + "weight");
  }

  @Test
  void shouldDropThePrefixOfDataParallel() throws IOException {
    assertThat(open("parallel").tensors().keySet()).containsExactly("bias", "weight");
  }

  @Test
  void shouldNameTheFileAndTheTensorThatIsMissing() throws IOException {
    Checkpoint checkpoint = open("float32");
    assertThatThrownBy(() -> checkpoint.tensor("visual.proj"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageEndingWith("float32.pth: no tensor visual.proj");
  }

  @Test
  void shouldSayHowToRenewTheOldFormat() {
    assertThatThrownBy(() -> open("legacy"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("legacy.pth: a pickle, as torch wrote before 1.6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "version https://git-lfs.github.com/spec/v1", "PK", "<html>"})
  void shouldRefuseOtherFiles(String content, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("other.pth"), content);
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("other.pth: neither a zip of torch.save nor safetensors");
  }

  @Test
  void shouldTellThatAFileIsMissing(@TempDir Path folder) {
    assertThatThrownBy(() -> Checkpoint.open(folder.resolve("none.pth")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static Checkpoint open(String name) throws IOException {
    return Checkpoint.open(FIXTURES.resolve(name + ".pth"));
  }
}
