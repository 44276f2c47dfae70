package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `score` says of files that are to be doubted. */
class ScoreDoubtsTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  @TempDir private Path folder;
  private Path shots;
  private Path images;

  @BeforeEach
  void makeFolders() throws Exception {
    shots = Files.createDirectory(folder.resolve("plate"));
    images = Files.createDirectory(folder.resolve("today"));
    for (String shot : new String[] {"shot_0.png", "shot_1.png", "shot_2.png"}) {
      Files.copy(REFERENCE.resolve(shot), shots.resolve(shot));
    }
    Files.copy(REFERENCE.resolve("normal_rgb_320x256.png"), images.resolve("normal.png"));
  }

  @Test
  void shouldWarnOfAJpegWhoseEndIsLost() throws Exception {
    byte[] file = Files.readAllBytes(REFERENCE.resolve("stain_rgb_640x480.jpg"));
    int most = file.length * 2 / 3;
    byte[] end = {-1, (byte) 0xD9};
    Files.write(
        images.resolve("cut.jpg"), MarkedFiles.inserted(Arrays.copyOf(file, most), most, end));
    Files.write(images.resolve("whole.jpg"), file);

    CommandRun run = score();

    assertThat(run.lines())
        .filteredOn(line -> line.contains("warning DAMAGED_FILE"))
        .singleElement()
        .asString()
        .contains("cut.jpg", "its data ends after ", " of 1200 blocks");
  }

  @Test
  void shouldNameTheShotThatShowsNothing() throws Exception {
    Files.write(shots.resolve("dark.png"), Samples.image("png", 320, 256, Color.BLACK).bytes());

    assertThat(score().err())
        .contains("shot dark.png: warning ONE_COLOUR: it shows one colour", "the lens and its cap");
  }

  private CommandRun score() {
    return CommandRun.of("score", "--shots", shots.toString(), "--images", images.toString());
  }
}
