package io.shotline.tensorflow.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.tensorflow.Reference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file is whatever lies in a model's folder. */
class BytePairVocabularyTest {
  private static final int MERGES = 48_894;

  @TempDir Path folder;

  @Test
  void shouldIgnoreTheMergesThatClipIgnores() throws IOException {
    Path file = write(text(lines()) + "and more");
    assertThat(ClipTokenizer.read(file).encode("a candle")).startsWith(49406, 320, 12674, 49407, 0);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2000", "48893"})
  void shouldNameTheFileWithTooFewMerges(int merges) throws IOException {
    assertRefused(write(text(lines().subList(0, merges + 1))), merges + " merges where CLIP has");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "12|''",
        "12| ",
        "12|in",
        "12|i  n",
        "12|i n t",
        "12|nobody knows",
        "12|i n",
        "48895|\u20ac x",
      })
  void shouldNameTheLineThatIsNoMerge(int line, String text) throws IOException {
    List<String> lines = lines();
    lines.set(line - 1, text);
    assertRefused(write(text(lines)), "line " + line + ": does not merge two earlier symbols");
  }

  @ParameterizedTest
  @CsvSource({"''", "i n", "#version: 0.2"})
  void shouldNameTheFileWithAnotherFirstLine(String header) throws IOException {
    List<String> lines = lines();
    lines.set(0, header);
    assertRefused(write(text(lines)), "first line");
  }

  @Test
  void shouldRefuseAnEmptyText() throws IOException {
    assertRefused(write(""), "first line");
  }

  @Test
  void shouldRefuseWhatIsNoGzipFile() throws IOException {
    Path file = folder.resolve("plain.txt.gz");
    assertRefused(file, "gzip");
    assertRefused(Files.write(file, new byte[0]), "gzip");
    assertRefused(Files.writeString(file, text(lines())), "gzip");
    byte[] whole = Files.readAllBytes(Reference.vocabulary());
    assertRefused(Files.write(file, Arrays.copyOf(whole, whole.length / 2)), "gzip");
    whole[whole.length / 2] ^= 0x55;
    assertRefused(Files.write(file, whole), "gzip");
  }

  @Test
  void shouldStopUnpackingWhatIsFarTooLarge() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 40; i++) {
        gzip.write(megabyte);
      }
    }
    assertRefused(
        Files.write(folder.resolve("bomb.gz"), packed.toByteArray()), "more than 16777216");
  }

  private static void assertRefused(Path file, String fault) {
    assertThatThrownBy(() -> ClipTokenizer.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(fault);
  }

  private static List<String> lines() throws IOException {
    try (GZIPInputStream file = new GZIPInputStream(Files.newInputStream(Reference.vocabulary()))) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .limit(MERGES + 1)
          .collect(Collectors.toList());
    }
  }

  private static String text(List<String> lines) {
    return Stream.concat(lines.stream(), Stream.of("")).collect(Collectors.joining("\n"));
  }

  private Path write(String text) throws IOException {
    Path file = folder.resolve("vocabulary.txt.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write(text.getBytes(UTF_8));
    }
    return file;
  }
}
