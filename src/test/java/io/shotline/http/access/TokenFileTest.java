package io.shotline.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.testing.LogLines;
import io.shotline.testing.MovableClock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens in their file. */
class TokenFileTest {
  @TempDir private Path folder;

  @Test
  void shouldKeepTheHashAloneForThisUserAlone() throws IOException {
    Path path = folder.resolve("tokens");

    String token = new TokenFile(path).create("shift-1", Role.OPERATOR);

    assertThat(token).matches("shotline_[A-Za-z0-9_-]{43}");
    assertThat(Files.readString(path)).matches("shift-1 operator [0-9a-f]{64}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldKeepWhatElseTheFileHasWhenATokenComesOrGoes() throws IOException {
    Path path = Files.writeString(folder.resolve("tokens"), "# of line 1\n\n");
    TokenFile file = new TokenFile(path);
    String unused = file.create("ann", Role.VIEWER);
    unused = file.create("ben", Role.ENGINEER);

    assertThat(file.remove("ann")).isTrue();
    assertThat(file.remove("ann")).isFalse();

    assertThat(Files.readAllLines(path)).hasSize(3).startsWith("# of line 1", "");
    assertThat(file.read())
        .extracting(Token::caller)
        .containsExactly(new Caller("ben", Role.ENGINEER));
  }

  @Test
  void shouldRefuseASecondTokenOfAName() throws IOException {
    TokenFile file = new TokenFile(folder.resolve("tokens"));
    String unused = file.create("ann", Role.VIEWER);
    assertThatThrownBy(() -> file.create("ann", Role.ENGINEER))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void shouldNameTheLineThatIsNoToken() throws IOException {
    Path path = Files.writeString(folder.resolve("tokens"), "# fine\nann boss 12\n");
    assertThatThrownBy(() -> new TokenFile(path).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2 of " + path);
  }

  @Test
  void shouldTakeARemovedTokenNoMoreWithoutANewStart() throws IOException {
    Path path = folder.resolve("tokens");
    TokenFile file = new TokenFile(path);
    String token = file.create("ann", Role.VIEWER);
    MovableClock clock = new MovableClock(Instant.EPOCH);
    Tokens tokens = new Tokens(path, clock);
    assertThat(tokens.find(token)).contains(new Caller("ann", Role.VIEWER));
    assertThat(tokens.find(token + "x")).isEmpty();

    assertThat(file.remove("ann")).isTrue();
    // A file system may keep times in whole seconds.
    Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
    clock.advance(Duration.ofSeconds(3));

    assertThat(tokens.find(token)).isEmpty();
  }

  @Test
  void shouldKeepTheTokensThatThereWereWhileTheFileCannotBeRead() throws IOException {
    Path path = folder.resolve("tokens");
    String token = new TokenFile(path).create("ann", Role.VIEWER);
    MovableClock clock = new MovableClock(Instant.EPOCH);
    Tokens tokens = new Tokens(path, clock);

    Files.delete(path);
    try (LogLines log = new LogLines()) {
      for (int look = 0; look < 3; look++) {
        clock.advance(Duration.ofSeconds(3));
        assertThat(tokens.find(token)).isPresent();
      }

      assertThat(log.warningsOf("Tokens")).hasSize(1);
      assertThat(log.warningsOf("Tokens").get(0)).contains("the file is gone; put it back");
    }
  }
}
