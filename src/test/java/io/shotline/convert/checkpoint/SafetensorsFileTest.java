package io.shotline.convert.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
  private static final String HEADER =
      "{'__metadata__':{'license':'Apache-2.0'},"
          + "'a':{'dtype':'F32','shape':[1,2],'data_offsets':[0,8]},"
          + "'b':{'dtype':'F16','shape':[3],'data_offsets':[8,14]}}";

  @Test
  void shouldReadTensorsAndMetadata() throws IOException {
    SafetensorsFile file = SafetensorsFile.open(write(file(HEADER, 14)));
    assertThat(file.metadata()).containsEntry("license", "Apache-2.0");
    assertThat(file.tensors()).containsOnlyKeys("a", "b");
    assertThat(file.tensor("a").shape()).containsExactly(1, 2);
    assertThat(file.tensor("b").type()).isEqualTo(StoredTensor.Type.F16);
    assertThat(file.tensor("b").bytes()).containsExactly(8, 9, 10, 11, 12, 13);
  }

  @Test
  void shouldNameTheTensorThatIsMissing() throws IOException {
    SafetensorsFile file = SafetensorsFile.open(write(file(HEADER, 14)));
    assertThatThrownBy(() -> file.tensor("stem.weight"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("stem.weight");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'shape':[3]|'shape':[4]|has 6 bytes",
        "'shape':[3]|'shape':[-3]|is not a size",
        "'shape':[3]|'shape':[9223372036854775807,3]|has shape",
        "'F16'|'I64'|has 6 bytes",
        "[8,14]|[8,15]|outside the data",
        "[8,14]|[14,8]|outside the data",
        "[8,14]|[-8,14]|is not a size",
        "[8,14]|[8]|lacks its shape",
        "'F16'|'C64'|is of type C64",
        "'shape':[3]|'shape':'x'|lacks its shape",
      })
  void shouldRefuseWhatDoesNotFit(String good, String bad, String message) throws IOException {
    Path path = write(file(HEADER.replace(good, bad), 14));
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(message);
  }

  @Property(tries = 300)
  void shouldSurviveAnyChangeOfAByte(@ForAll @IntRange(max = 160) int position, @ForAll byte value)
      throws IOException {
    byte[] bytes = file(HEADER, 14);
    bytes[position] = value;
    Path path = write(bytes);
    try {
      SafetensorsFile.open(path).tensors().values().forEach(StoredTensor::bytes);
    } catch (CheckpointException e) {
      assertThat(e.getMessage()).contains(path.toString());
    }
  }

  @Property(tries = 200)
  void shouldSurviveRandomBytes(@ForAll byte[] bytes) throws IOException {
    Path path = write(bytes);
    assertThatThrownBy(() -> SafetensorsFile.open(path)).isInstanceOf(CheckpointException.class);
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.replace('\'', '"').getBytes(UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (int i = 0; i < dataBytes; i++) {
      bytes.put((byte) i);
    }
    return bytes.array();
  }

  private static Path write(byte[] bytes) throws IOException {
    Path path = Files.createTempFile("test", ".safetensors");
    path.toFile().deleteOnExit();
    return Files.write(path, bytes);
  }
}
