package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.download.FileServer;
import io.shotline.convert.download.Published;
import io.shotline.convert.download.PublishedModel;
import io.shotline.folder.FolderLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model get} as a person types it: what it makes and where, and what it prints. */
class GetCommandTest {
  private static final byte[] CONTENT = Published.content(100_000, 1);

  @TempDir private Path home;
  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    server = FileServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldMakeAModelInTheFoldersOfTheUser() throws IOException {
    GetRun get = GetRun.in(home, served());

    CommandRun run = get.type("drawn");

    Path model = get.made().resolve("drawn");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("wrote " + model + "; ")
        .contains("  shotline score --model drawn --shots DIR --images DIR");
    assertThat(model.resolve("1/saved_model.pb")).hasBinaryContent(CONTENT);
    assertThat(Files.readString(model.resolve("README.md")))
        .contains(server.address("/weights.pth").toString())
        .contains(Published.sum(CONTENT))
        .contains("Apache-2.0, https://example.org/licence");
    assertThat(get.downloads().resolve("weights.pth")).hasBinaryContent(CONTENT);
    assertThat(get.made().toFile().list()).containsExactly("drawn");
    for (Path ours : new Path[] {get.downloads(), get.made()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ours)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void shouldLeaveAModelAloneThatIsThere() throws IOException {
    GetRun get = GetRun.in(home, served());
    get.type("drawn");
    Path graph = get.made().resolve("drawn/1/saved_model.pb");
    Files.setLastModifiedTime(graph, FileTime.fromMillis(0));
    server.serve("/weights.pth", FileServer.status(404));
    Files.delete(get.downloads().resolve("weights.pth"));

    CommandRun run = get.type("drawn");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("drawn is there already");
    assertThat(Files.getLastModifiedTime(graph).toMillis()).isZero();
  }

  @Test
  void shouldNotTouchAFolderThatHoldsSomethingElse() throws IOException {
    Path mine = Files.createDirectory(home.resolve("mine"));
    Files.writeString(mine.resolve("README.md"), "my notes");

    CommandRun run = GetRun.in(home, served()).type("drawn", "--output", mine.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "shotline model get: "
                + mine
                + ": holds something else already; remove it, or name another with --output DIR\n");
    assertThat(mine.toFile().list()).containsExactly("README.md");
    assertThat(server.ranges()).isEmpty();
  }

  @Test
  void shouldTakeAFileThatWasFetchedElsewhere() throws IOException {
    PublishedModel model = Published.of(URI.create("https://nowhere.invalid/w.pth"), CONTENT);
    Path file = Files.write(home.resolve("stick.pth"), CONTENT);
    GetRun get = GetRun.in(home, model);

    CommandRun run =
        get.type("drawn", "--from", file.toString(), "--output", home.resolve("m").toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(home.resolve("m/1/saved_model.pb")).hasBinaryContent(CONTENT);
    assertThat(get.downloads().resolve("w.pth")).doesNotExist();
  }

  @Test
  void shouldTakeAFileThatLiesWhereTheErrorSaid() throws IOException {
    PublishedModel model = Published.of(URI.create("http://localhost:1/w.pth"), CONTENT);
    GetRun get = GetRun.in(home, model);

    CommandRun offline = get.type("drawn");
    Path named = Path.of(offline.err().lines().toList().get(1).replaceFirst(".* there as ", ""));
    Files.write(named, CONTENT);
    CommandRun run = get.type("drawn");

    assertThat(offline.code()).isEqualTo(1);
    assertThat(offline.err())
        .contains("fetch http://localhost:1/w.pth (100000 bytes, SHA-256 " + model.sha256() + ")");
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void shouldTakeTheFileFromAnotherAddress() throws IOException {
    PublishedModel model = Published.of(URI.create("https://nowhere.invalid/w.pth"), CONTENT);
    URI mirror = server.serve("/copy", FileServer.whole(CONTENT));

    CommandRun run = GetRun.in(home, model).type("drawn", "--from", mirror + "?token=secret");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains(mirror.toString()).doesNotContain("secret");
  }

  @Test
  void shouldLeaveNoModelBehindIfItCannotBeMade() throws IOException {
    GetRun get =
        GetRun.in(home, served())
            .with(
                (model, weights, folder) -> {
                  Files.createDirectory(folder.resolve("1"));
                  Files.writeString(folder.resolve("1/saved_model.pb"), "half");
                  throw new CheckpointException("weights.pth: no tensors");
                });

    CommandRun run = get.type("drawn");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).endsWith("shotline model get: weights.pth: no tensors\n");
    assertThat(get.made()).isEmptyDirectory();
  }

  @Test
  void shouldRemoveWhatAKilledProcessLeft() throws IOException {
    GetRun get = GetRun.in(home, served());
    Path left = get.made().resolve(".drawn.part/1");
    Files.createDirectories(left);
    Files.writeString(left.resolve("left"), "half");

    CommandRun run = get.type("drawn");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(get.made().toFile().list()).containsExactly("drawn");
    assertThat(get.made().resolve("drawn/1/left")).doesNotExist();
  }

  @Test
  void shouldRefuseToFetchTheSameTwiceAtOnce() throws IOException {
    GetRun get = GetRun.in(home, served());
    get.type("drawn");
    Files.delete(get.downloads().resolve("weights.pth"));

    FolderLock other = FolderLock.tryTake(get.downloads(), "drawn").orElseThrow();
    try {
      CommandRun run = get.type("drawn", "--output", home.resolve("second").toString());

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .isEqualTo(
              "shotline model get: drawn is being fetched by process "
                  + ProcessHandle.current().pid()
                  + "; wait until it has ended\n");
    } finally {
      other.close();
    }
    assertThat(home.resolve("second")).doesNotExist();
  }

  private PublishedModel served() {
    return Published.of(server.serve("/weights.pth", FileServer.whole(CONTENT)), CONTENT);
  }
}
