package io.shotline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MvtecFoldersTest {
  @TempDir private Path root;

  @Test
  void shouldReadOneCategoryWithItsMasks() throws IOException {
    category("");
    Path mask = file("ground_truth/scratch/1_mask.png");
    Path other = file("ground_truth/scratch/2.png");
    file("test/scratch/2.png");

    MvtecFolders folders = MvtecFolders.read(root);

    assertThat(folders.faults()).isEmpty();
    assertThat(folders.categories()).hasSize(1);
    Category category = folders.categories().get(0);
    assertThat(category.name()).isEqualTo(String.valueOf(root.getFileName()));
    assertThat(category.candidates()).containsExactly(root.resolve("train/good/1.png"));
    assertThat(category.images())
        .extracting(LabelledImage::name)
        .containsExactly("test/good/1.png", "test/scratch/1.png", "test/scratch/2.png");
    assertThat(category.images())
        .extracting(LabelledImage::isBad)
        .containsExactly(false, true, true);
    assertThat(category.images())
        .extracting(LabelledImage::mask)
        .containsExactly(null, mask, other);
  }

  @Test
  void shouldFindCategoriesAtAnyDepth() throws IOException {
    category("b/deep/down");
    category("a");
    Files.writeString(Files.createDirectories(root.resolve("licences")).resolve("a.txt"), "text");

    MvtecFolders folders = MvtecFolders.read(root);

    assertThat(folders.faults()).isEmpty();
    assertThat(folders.categories()).extracting(Category::name).containsExactly("a", "b/deep/down");
  }

  @Test
  void shouldNameEachFolderThatIsNoCategory() throws IOException {
    category("whole");
    Files.createDirectories(root.resolve("empty"));
    file("photographs/1.jpg");
    category("no-shots");
    Files.delete(root.resolve("no-shots/train/good/1.png"));
    category("no-good");
    Files.delete(root.resolve("no-good/test/good/1.png"));
    category("no-bad");
    Files.delete(root.resolve("no-bad/test/scratch/1.png"));

    MvtecFolders folders = MvtecFolders.read(root);

    assertThat(folders.categories()).extracting(Category::name).containsExactly("whole");
    assertThat(folders.faults())
        .extracting(Fault::place)
        .containsExactly("empty", "no-bad", "no-good", "no-shots", "photographs");
    assertThat(folders.faults())
        .extracting(Fault::what)
        .satisfiesExactly(
            empty -> assertThat(empty).startsWith("an empty folder; a category has train/good"),
            bad -> assertThat(bad).startsWith("no bad images"),
            good -> assertThat(good).startsWith("no good images in test/good"),
            shots -> assertThat(shots).startsWith("no images in train/good"),
            images -> assertThat(images).startsWith("images, but no train/good and test"));
  }

  private void category(String name) throws IOException {
    Path folder = root.resolve(name);
    file(folder.resolve("train/good/1.png").toString());
    file(folder.resolve("test/good/1.png").toString());
    file(folder.resolve("test/scratch/1.png").toString());
  }

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "listed, not read");
  }
}
