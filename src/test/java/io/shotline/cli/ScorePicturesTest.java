package io.shotline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code score --pictures}, where one picture must not take the others with it. */
class ScorePicturesTest {
  @TempDir private Path folder;
  private Path shot;
  private Path images;
  private Path pictures;

  @BeforeEach
  void lay() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    pictures = folder.resolve("pictures");
    shot = Files.write(folder.resolve("shot.bmp"), OddImages.drawn().get("rgb.bmp"));
  }

  @Test
  void shouldDrawTheOthersWhereOneCannotBeDrawn() throws Exception {
    Map<String, byte[]> drawn = OddImages.drawn();
    drawn.forEach(this::write);
    write("a-profile.jpg", OddImages.rgbWithCmykProfile());
    write("a-truncated.png", OddImages.truncated());

    CommandRun run = score();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("a-profile.jpg");
    assertThat(run.err().lines())
        .filteredOn(line -> line.contains("a-profile.jpg"))
        .singleElement()
        .asString()
        .startsWith("shotline score: picture of a-profile.jpg: it cannot be drawn (Numbers of ")
        .endsWith("): save it as RGB or grey without a colour profile");
    assertThat(picture("a-profile.jpg")).doesNotExist();
    assertThat(run.err()).contains("score: a-truncated.png: ", "1 unreadable, 1 without picture");
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(run.lines()).hasSize(drawn.size() + 1);
    for (String name : drawn.keySet()) {
      // Two of 400 dots, since 256 are few, and three margins.
      assertThat(ImageIO.read(picture(name).toFile()).getWidth()).as(name).isEqualTo(848);
    }
  }

  @Test
  void shouldSayBeforeScoringThatTheFolderCannotBeWritten() throws Exception {
    write("a.jpg", OddImages.drawn().get("rgb.jpg"));
    Files.writeString(pictures, "a file");

    for (Path bad : new Path[] {pictures, pictures.resolve("below")}) {
      CommandRun run = score("--pictures=" + bad);

      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines().findFirst().orElseThrow())
          .contains("--pictures " + bad + ": no picture can be written there (");
      assertThat(run.err()).doesNotContain("\tat ");
    }
  }

  @Test
  void shouldScoreTheOthersWhereOnePictureCannotBeWritten() throws Exception {
    write("a.jpg", OddImages.drawn().get("rgb.jpg"));
    write("b.jpg", OddImages.drawn().get("rgb.jpg"));
    Files.createDirectories(picture("a.jpg"));

    CommandRun run = score();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.lines()).hasSize(2);
    assertThat(run.err())
        .contains("picture of a.jpg: " + picture("a.jpg") + " cannot be written (", "1 without");
    assertThat(picture("b.jpg")).isNotEmptyFile();
    try (var left = Files.list(pictures)) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void shouldNotReplaceThePictureOfAnotherImageOfTheSameName() throws Exception {
    write("a.jpg", OddImages.drawn().get("rgb.jpg"));
    assertThat(score().code()).isZero();
    byte[] first = Files.readAllBytes(picture("a.jpg"));
    images = Files.createDirectory(folder.resolve("other"));
    write("a.jpg", OddImages.drawn().get("grey16.png"));
    write("b.jpg", OddImages.drawn().get("rgb.jpg"));

    CommandRun run = score();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("picture of a.jpg: " + picture("a.jpg") + " is there and of another image");
    assertThat(picture("a.jpg")).hasBinaryContent(first);
    assertThat(picture("b.jpg")).isNotEmptyFile();
  }

  @Test
  void shouldReplaceThePictureOfTheSameFile() throws Exception {
    write("a.jpg", OddImages.drawn().get("rgb.jpg"));
    assertThat(score().code()).isZero();
    byte[] first = Files.readAllBytes(picture("a.jpg"));
    write("a.jpg", OddImages.drawn().get("grey16.png"));

    assertThat(score().code()).isZero();

    assertThat(Files.readAllBytes(picture("a.jpg"))).isNotEqualTo(first);
    assertThat(new String(first, UTF_8)).doesNotContain(folder.toString());
  }

  @Test
  void shouldLetThoseReadAPictureWhoMayReadOtherNewFiles() throws Exception {
    write("a.jpg", OddImages.drawn().get("rgb.jpg"));

    assertThat(score().code()).isZero();

    assertThat(Files.getPosixFilePermissions(picture("a.jpg")))
        .isEqualTo(Files.getPosixFilePermissions(images.resolve("a.jpg")));
  }

  @Test
  void shouldKeepImagesOfTheSameNameInSubfoldersApart() throws Exception {
    for (String name : new String[] {"left/a.jpg", "right/a.jpg"}) {
      Files.createDirectories(images.resolve(name).getParent());
      write(name, OddImages.drawn().get("rgb.jpg"));
    }

    assertThat(score().code()).isZero();
    assertThat(picture("left/a.jpg")).isNotEmptyFile();
    assertThat(picture("right/a.jpg")).isNotEmptyFile();
  }

  private Path picture(String name) {
    return pictures.resolve(name + ".heat.jpg");
  }

  private CommandRun score(String... more) {
    String folders = more.length > 0 ? more[0] : "--pictures=" + pictures;
    return CommandRun.of(
        "score", "--shots=" + shot, "--images=" + images, folders, "--pictures-of=all");
  }

  private void write(String name, byte[] content) {
    try {
      Files.write(images.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
