package io.shotline.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFramesTest {
  private static final int MOST_BYTES = 100;

  private final List<String> told = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void shouldGiveImagesInOrderOfTheirRelativePaths() throws IOException {
    write("c.bmp");
    write("b/z.JPG");
    write("b/a/k.jpeg");
    write("a.PnG");

    assertThat(files(frames(folder, false), 9))
        .containsExactly("a.PnG", "b/a/k.jpeg", "b/z.JPG", "c.bmp");
  }

  @Test
  void shouldGiveTheBytesAndTheNameOfAFile() throws IOException {
    write("b/z.jpg");

    Frame frame = frames(folder, false).next().orElseThrow();

    assertThat(frame.name()).isEqualTo("z.jpg");
    assertThat(frame.image().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("<b/z.jpg>");
    assertThat(frame.attributes()).containsOnlyKeys("file").containsEntry("file", "b/z.jpg");
  }

  @Test
  void shouldSkipHiddenFilesAndWhatIsNoImage() throws IOException {
    write("shown.png");
    write(".hidden.png");
    write(".cache/thumb.png");
    write("png");
    write("notes.txt");
    write("archive.png.zip");
    Files.createDirectory(folder.resolve("folder.png"));

    FolderFrames frames = frames(folder, false);

    assertThat(frames.size()).isEqualTo(1);
    assertThat(files(frames, 9)).containsExactly("shown.png");
  }

  @Test
  void shouldNameTheFirstFilesThatItLeavesOutAndCountTheOthers() throws IOException {
    write("a.tif");
    write("Thumbs.db");
    write("b/desktop.ini");
    write(".DS_Store");
    assertThat(frames(folder, false).leftOut().isEmpty()).isTrue();

    for (int i = 0; i < 17; i++) {
      write("b/%02d.webp".formatted(i));
    }

    assertThat(frames(folder, false).leftOut())
        .hasToString(
            "left out b/00.webp, b/01.webp, b/02.webp, b/03.webp, b/04.webp and 12 more: the name"
                + " does not end in .jpg, .jpeg, .png, .bmp, .tif or .tiff");
  }

  @Test
  void shouldShowAFolderThatIsHiddenItself() throws IOException {
    write(".shots/one.png");

    assertThat(files(frames(folder.resolve(".shots"), false), 9)).containsExactly("one.png");
  }

  @Test
  void shouldEndAfterTheLastImage() throws IOException {
    write("only.png");
    FolderFrames frames = frames(folder, false);

    assertThat(frames.next()).isPresent();
    assertThat(frames.next()).isEmpty();
    assertThat(frames.next()).isEmpty();
  }

  @Test
  void shouldStartAgainWhenLooped() throws IOException {
    write("a.png");
    write("b.png");

    assertThat(files(frames(folder, true), 5))
        .containsExactly("a.png", "b.png", "a.png", "b.png", "a.png");
  }

  @Test
  void shouldReadAFileOnlyWhenItIsNextAndGoOnBehindOneThatIsGone() throws IOException {
    write("a.png");
    write("b.png");
    write("c.png");
    FolderFrames frames = frames(folder, false);
    Files.delete(folder.resolve("b.png"));

    assertThat(frames.isComplete()).isTrue();
    assertThat(files(frames, 9)).containsExactly("a.png", "c.png");
    assertThat(frames.isComplete()).isFalse();
    assertThat(told)
        .singleElement(STRING)
        .startsWith("left out b.png: cannot be read: java.nio.file.NoSuchFileException: ");
  }

  @Test
  void shouldNameAFileThatIsTooLargeOnceAndGoOn() throws IOException {
    write("a.png");
    Files.write(folder.resolve("b.png"), new byte[MOST_BYTES + 1]);
    Files.write(folder.resolve("c.png"), new byte[MOST_BYTES]);

    FolderFrames frames = frames(folder, true);

    assertThat(files(frames, 4)).containsExactly("a.png", "c.png", "a.png", "c.png");
    assertThat(told)
        .containsExactly(
            "left out b.png: 101 bytes, which is more than can be sent (100 bytes); compress it or"
                + " scale it down");
  }

  @Test
  void shouldEndWhereNoFileIsLeftToLoop() throws IOException {
    Files.write(folder.resolve("b.png"), new byte[MOST_BYTES + 1]);

    assertThat(frames(folder, true).next()).isEmpty();
  }

  @Test
  void shouldRefuseAFolderWithoutImages() throws IOException {
    write("notes.txt");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> frames(folder, true))
        .withMessage(
            "no images (JPEG, PNG, BMP, TIFF) in "
                + folder
                + ": left out notes.txt: the name does not end in .jpg, .jpeg, .png, .bmp, .tif or"
                + " .tiff");
  }

  @Test
  void shouldRefuseWhatIsNoFolder() throws IOException {
    write("a.png");

    for (String name : List.of("missing", "a.png")) {
      Path path = folder.resolve(name);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> frames(path, false))
          .withMessage(path + " is not a folder");
    }
  }

  private FolderFrames frames(Path from, boolean looped) throws IOException {
    return new FolderFrames(from, looped, MOST_BYTES, told::add);
  }

  private void write(String file) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "<" + file + ">");
  }

  private static List<String> files(FrameSource source, int atMost) throws IOException {
    List<String> files = new ArrayList<>();
    while (files.size() < atMost) {
      Optional<Frame> frame = source.next();
      if (frame.isEmpty()) {
        break;
      }
      files.add(frame.get().attributes().get("file"));
    }
    return files;
  }
}
