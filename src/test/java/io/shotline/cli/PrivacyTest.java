package io.shotline.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.testing.MarkedFiles;
import io.shotline.testing.TiffFile;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What image files say of people, places and cameras stays in them. */
class PrivacyTest {
  private static final String OWNER = "Owner-Erika-Mustermann-4711";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void shouldPassNoMetadataOnToResultsPicturesAndWarnings(String format) throws Exception {
    Path images = Files.createDirectory(folder.resolve("images"));
    Path pictures = folder.resolve("pictures");
    Map<String, byte[]> drawn = OddImages.drawn();
    Path shot = Files.write(folder.resolve("shot.bmp"), drawn.get("rgb.bmp"));
    byte[] jpeg = MarkedFiles.jpeg(drawn.get("rgb.jpg"), exif());
    Files.write(images.resolve("whole.jpg"), jpeg);
    Files.write(images.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length - 500));
    byte[] png = MarkedFiles.pngBefore(drawn.get("grey16.png"), "eXIf", exif());
    Files.write(
        images.resolve("text.png"),
        MarkedFiles.pngBehind(png, "tEXt", ("Author\0" + OWNER).getBytes(US_ASCII)));

    CommandRun run =
        CommandRun.of(
            "score",
            "--shots=" + shot,
            "--images=" + images,
            "--pictures=" + pictures,
            "--pictures-of=all",
            "--format=" + format,
            "--model=model/mini");

    assertThat(run.out()).contains("whole.jpg").doesNotContain(OWNER);
    assertThat(run.err()).contains("cut.jpg").doesNotContain(OWNER);
    List<Path> written = written(pictures);
    assertThat(written).hasSizeGreaterThanOrEqualTo(3);
    for (Path picture : written) {
      assertThat(new String(Files.readAllBytes(picture), ISO_8859_1))
          .as("%s", picture)
          .doesNotContain(OWNER, "Exif", "eXIf");
    }
  }

  @Test
  void shouldHaveMetadataToLookFor() throws Exception {
    assertThat(new String(exif(), ISO_8859_1)).contains(OWNER);
  }

  private static List<Path> written(Path pictures) throws IOException {
    try (var files = Files.walk(pictures)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** An orientation, and the owner's name where a reader of bytes finds it. */
  private static byte[] exif() {
    byte[] fields = TiffFile.exif(ByteOrder.BIG_ENDIAN, 3);
    byte[] all = Arrays.copyOf(fields, fields.length + OWNER.length());
    System.arraycopy(OWNER.getBytes(US_ASCII), 0, all, fields.length, OWNER.length());
    return all;
  }
}
