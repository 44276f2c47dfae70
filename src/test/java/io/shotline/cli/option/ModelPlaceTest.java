package io.shotline.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.folder.UnsafeFolderException;
import io.shotline.folder.UserFolders;
import io.shotline.service.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --model} means: a path, or a name. */
class ModelPlaceTest {
  @TempDir private Path home;
  private UserFolders folders;

  @BeforeEach
  void locate() {
    folders = new UserFolders(Map.of("XDG_DATA_HOME", home.toString()), "");
  }

  @Test
  void shouldFindAModelByItsName() throws IOException {
    Path model = Files.createDirectory(folders.models().resolve("dinov2-vits14"));

    assertThat(ModelPlace.of(Path.of("dinov2-vits14"), folders)).isEqualTo(model);
  }

  @Test
  void shouldTakeAPathThatIsThereBefore() throws IOException {
    Files.createDirectory(folders.models().resolve("src"));

    assertThat(ModelPlace.of(Path.of("src"), folders)).isEqualTo(Path.of("src"));
    assertThat(ModelPlace.of(Path.of("a/dinov2-vits14"), folders))
        .isEqualTo(Path.of("a/dinov2-vits14"));
    assertThat(ModelPlace.of(Path.of("modle"), folders)).isEqualTo(Path.of("modle"));
  }

  @Test
  void shouldSayHowToGetAModelThatIsNotThere() {
    assertThatThrownBy(() -> ModelPlace.of(Path.of("dinov2-vits14"), folders))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "--model dinov2-vits14: it is not there yet; type shotline model get dinov2-vits14");
  }

  @Test
  void shouldAskNoHomeOfAUserWhoHasNone() {
    UserFolders none = new UserFolders(Map.of(), "");

    assertThat(ModelPlace.of(Path.of("modle"), none)).isEqualTo(Path.of("modle"));
  }

  @Test
  void shouldNotTakeAModelThatOthersMayHavePutThere() throws IOException {
    Path models = folders.models();
    Files.createDirectory(models.resolve("mine"));
    Files.setPosixFilePermissions(models, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> ModelPlace.of(Path.of("mine"), folders))
        .isInstanceOf(UnsafeFolderException.class)
        .hasMessageContaining("can be written to by others");
  }
}
