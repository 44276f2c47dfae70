package io.shotline.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
  @TempDir private Path folder;

  @Test
  void shouldListAllFilesThatAreNotHiddenByTheirNames() throws IOException {
    write("b/z.jpg");
    write("a.png");
    write("notes.txt");
    write(".hidden.png");
    write(".cache/thumb.png");
    write("b/Thumbs.db");
    write("desktop.ini");

    assertThat(names(ImageFiles.in(folder))).containsExactly("a.png", "b/z.jpg", "notes.txt");
  }

  @Test
  void shouldKeepWhatIsCalledAnImage() throws IOException {
    write("a.PNG");
    write("notes.txt");

    assertThat(names(ImageFiles.in(folder).images())).containsExactly("a.PNG");
  }

  @Test
  void shouldTakeASingleFile() throws IOException {
    write("b/z.jpg");

    assertThat(names(ImageFiles.in(folder.resolve("b/z.jpg")))).containsExactly("z.jpg");
  }

  @Test
  void shouldNameWhatHasNoImages() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageFiles.in(missing))
        .withMessage("no folder or file " + missing);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageFiles.in(folder))
        .withMessage("no images (JPEG, PNG, BMP, TIFF) in " + folder);
  }

  private void write(String file) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, file);
  }

  private static List<String> names(ImageFiles files) {
    return files.files().stream().map(files::name).toList();
  }
}
