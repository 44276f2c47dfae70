package io.shotline.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFoldersTest {
  @TempDir private Path home;

  @Test
  void shouldKeepStateInTheUsersHome() throws IOException {
    Path state = new UserFolders(Map.of("HOME", home.toString()), "/nowhere").state();

    assertThat(state).isEqualTo(home.resolve(".local/state/shotline")).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rwx------");
  }

  @Test
  void shouldKeepStateWhereTheVariableSays() {
    String named = home.resolve("elsewhere").toString();

    assertThat(new UserFolders(Map.of("XDG_STATE_HOME", named), "/nowhere").state())
        .isEqualTo(home.resolve("elsewhere/shotline"));
    assertThat(new UserFolders(Map.of("XDG_STATE_HOME", "relative"), home.toString()).state())
        .isEqualTo(home.resolve(".local/state/shotline"));
  }

  @Test
  void shouldNeverKeepStateInTheWorkingFolderOrTheTemporaryOne() {
    assertThatThrownBy(() -> new UserFolders(Map.of(), "?").state())
        .isInstanceOf(UnsafeFolderException.class)
        .hasMessageContaining("no home folder")
        .hasMessageContaining("--state-dir DIR");
    assertThatThrownBy(() -> new UserFolders(Map.of("HOME", "/proc/nowhere"), "?").state())
        .isInstanceOf(UnsafeFolderException.class)
        .hasMessageContaining("/proc/nowhere/.local/state/shotline cannot be used")
        .hasMessageContaining("--state-dir DIR");
  }
}
