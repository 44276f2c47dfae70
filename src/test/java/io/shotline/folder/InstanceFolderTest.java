package io.shotline.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances of one machine keep out of each other's folders. */
class InstanceFolderTest {
  @TempDir private Path temporary;

  @Test
  void shouldGiveTheFolderOfBeforeToTheFirstAndTheNextToEachOther() throws IOException {
    Path base = folderOfBefore();
    InstanceFolder first = shared(base, null);
    InstanceFolder second = shared(base, null);
    try (InstanceFolder third = shared(base, null)) {
      assertThat(first.path()).isEqualTo(base);
      assertThat(second.path()).isEqualTo(base.resolve("shotline+2")).isDirectory();
      assertThat(third.path()).isEqualTo(base.resolve("shotline+3"));
      second.close();
      try (InstanceFolder again = shared(base, null)) {
        assertThat(again.path()).isEqualTo(base.resolve("shotline+2"));
      }
    }
    first.close();
    assertThat(base.resolve("shotline/global")).isDirectory();
    assertThat(base.resolve("shotline.topics")).hasContent("note");
  }

  @Test
  void shouldGiveANamedInstanceTheSameFolderAgain() {
    Path base = temporary.resolve("state");
    Path named = base.resolve("shotline@line-3");
    try (InstanceFolder first = shared(base, "line-3");
        InstanceFolder other = shared(base, "line-4")) {
      assertThat(first.path()).isEqualTo(named);
      assertThat(other.path()).isEqualTo(base.resolve("shotline@line-4"));
      assertThatThrownBy(() -> shared(base, "line-3"))
          .isInstanceOf(UnsafeFolderException.class)
          .hasMessage(
              "--instance-id line-3: in use by process "
                  + ProcessHandle.current().pid()
                  + ", an instance of application shotline; stop that instance or give this one"
                  + " another --instance-id");
    }
    try (InstanceFolder again = shared(base, "line-3")) {
      assertThat(again.path()).isEqualTo(named);
    }
  }

  @Test
  void shouldLetANamedInstanceGoOnWithTheCopyOfBefore() throws IOException {
    Path base = folderOfBefore();
    try (InstanceFolder first = shared(base, "line-3");
        InstanceFolder second = shared(base, "line-4")) {
      assertThat(first.path()).isEqualTo(base);
      assertThat(second.path()).isEqualTo(base.resolve("shotline@line-4"));
    }
    // Whoever starts first.
    try (InstanceFolder second = shared(base, "line-4");
        InstanceFolder first = shared(base, "line-3")) {
      assertThat(second.path()).isEqualTo(base.resolve("shotline@line-4"));
      assertThat(first.path()).isEqualTo(base);
    }
  }

  @Test
  void shouldRefuseAFolderThatIsAloneAndInUse() {
    Path base = temporary.resolve("state");
    try (InstanceFolder first = alone(base)) {
      assertThat(first.path()).isEqualTo(base);
      assertThatThrownBy(() -> alone(base))
          .isInstanceOf(UnsafeFolderException.class)
          .hasMessageStartingWith("--state-dir " + base + ": in use by process ")
          .hasMessageContaining("leave --state-dir out")
          .hasMessageNotContaining("\n");
      try (InstanceFolder other = InstanceFolder.take(base, FolderUse.ALONE, "other", null)) {
        assertThat(other.path()).isEqualTo(base);
      }
      // What it refused did not open the folder to others.
      assertThatThrownBy(() -> alone(base)).isInstanceOf(UnsafeFolderException.class);
    }
    alone(base).close();
  }

  @Test
  void shouldTakeAFolderWhoseHolderWasKilled() throws IOException {
    Path base = temporary.resolve("state");
    alone(base).close();
    // In a container each process may have the same number.
    Files.writeString(
        base.resolve("shotline.holder"), ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z");

    try (InstanceFolder taken = alone(base)) {
      assertThat(taken.path()).isEqualTo(base);
    }
    assertThat(base.resolve("shotline.holder")).doesNotExist();
  }

  private Path folderOfBefore() throws IOException {
    Path base = temporary.resolve("state");
    Files.createDirectories(base.resolve("shotline/global"));
    Files.writeString(base.resolve("shotline.topics"), "note");
    return base;
  }

  private static InstanceFolder shared(Path base, @Nullable String instance) {
    return InstanceFolder.take(base, FolderUse.SHARED, "shotline", instance);
  }

  private static InstanceFolder alone(Path base) {
    return InstanceFolder.take(base, FolderUse.ALONE, "shotline", null);
  }
}
