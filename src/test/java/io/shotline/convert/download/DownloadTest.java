package io.shotline.convert.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a real server: how they go on, and what they must not go on with. */
class DownloadTest {
  private static final String PATH = "/weights.pth";
  private static final byte[] CONTENT = Published.content(300_000, 1);
  private static final int CUT = 200_000;

  @TempDir private Path folder;
  private final List<String> notes = new ArrayList<>();
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
  void shouldFetchAFileOnce() throws IOException {
    URI source = server.serve(PATH, FileServer.whole(CONTENT));

    Path first = fetch(Published.of(source, CONTENT));
    Path second = fetch(Published.of(source, CONTENT));

    assertThat(first).hasBinaryContent(CONTENT).isEqualTo(second);
    assertThat(server.ranges()).containsExactly("");
    assertNothingElse();
  }

  @Test
  void shouldGoOnWhereItWasCut() throws IOException {
    URI source = cutOnce();

    server.serve(PATH, FileServer.parts(CONTENT, "\"a\""));
    Path file = fetch(Published.of(source, CONTENT));

    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(server.ranges()).containsExactly("", "bytes=" + CUT + "-");
    assertNothingElse();
  }

  @Test
  void shouldGoOnAtAnotherServer() throws IOException {
    URI source = cutOnce();
    PublishedModel model = Published.of(source, CONTENT);

    URI mirror = server.serve("/mirror", FileServer.parts(CONTENT, "\"other\""));
    Path file = download(model, mirror).fetch();

    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(server.ranges()).containsExactly("", "bytes=" + CUT + "-");
  }

  @Test
  void shouldBeginAnewWhereTheServerGivesNoParts() throws IOException {
    URI source = cutOnce();

    server.serve(PATH, FileServer.whole(CONTENT));

    assertThat(fetch(Published.of(source, CONTENT))).hasBinaryContent(CONTENT);
    assertThat(notes).anyMatch(note -> note.endsWith(": from the start"));
  }

  @Test
  void shouldBeginAnewWhereTheServerHasAnotherFileNow() throws IOException {
    byte[] other = Published.content(CONTENT.length, 2);
    URI source = server.serve(PATH, FileServer.cutAfter(CUT, other, "\"before\""));
    assertThatThrownBy(() -> fetch(Published.of(source, CONTENT)));

    server.serve(PATH, FileServer.parts(CONTENT, "\"now\""));

    assertThat(fetch(Published.of(source, CONTENT))).hasBinaryContent(CONTENT);
    assertThat(server.ranges()).containsExactly("", "bytes=" + CUT + "-");
  }

  @Test
  void shouldBeginAnewWhereTheBytesOfBeforeAreWrong() throws IOException {
    URI source = cutOnce();
    byte[] broken = Arrays.copyOf(CONTENT, CUT);
    broken[CUT / 2]++;
    Files.write(folder.resolve("weights.pth.part"), broken);

    server.serve(PATH, FileServer.parts(CONTENT, "\"a\""));

    assertThat(fetch(Published.of(source, CONTENT))).hasBinaryContent(CONTENT);
    assertThat(server.ranges()).containsExactly("", "bytes=" + CUT + "-", "");
    assertNothingElse();
  }

  @Test
  void shouldBeginAnewWhereMoreIsThereThanThereCanBe() throws IOException {
    Files.write(folder.resolve("weights.pth.part"), new byte[CONTENT.length + 1]);
    URI source = server.serve(PATH, FileServer.parts(CONTENT, "\"a\""));

    assertThat(fetch(Published.of(source, CONTENT))).hasBinaryContent(CONTENT);
  }

  @Test
  void shouldOnlyCheckWhatWasWholeWhenItsProcessEnded() throws IOException {
    Files.write(folder.resolve("weights.pth.part"), CONTENT);
    URI source = server.serve(PATH, FileServer.status(404));

    assertThat(fetch(Published.of(source, CONTENT))).hasBinaryContent(CONTENT);
    assertThat(server.ranges()).isEmpty();
  }

  @Test
  void shouldGoOnWithAFileWhoseSizeNobodyPublished() throws IOException {
    URI source = server.serve(PATH, FileServer.cutAfter(CUT, CONTENT, "\"a\""));
    PublishedModel model = Published.ofUnknownSize(source, CONTENT);
    assertThatThrownBy(() -> fetch(model)).hasMessageContaining("after " + CUT + " bytes");

    server.serve(PATH, FileServer.parts(CONTENT, "\"a\""));

    assertThat(fetch(model)).hasBinaryContent(CONTENT);
    assertThat(server.ranges()).containsExactly("", "bytes=" + CUT + "-");
  }

  @Test
  void shouldAskAgainForAllIfAnotherPartComes() throws IOException {
    URI source = cutOnce();
    server.serve(
        PATH,
        exchange -> {
          if (exchange.getRequestHeaders().containsKey("Range")) {
            exchange.getResponseHeaders().add("Content-Range", FileServer.contentRange(0, 9, 9));
            FileServer.send(exchange, 206, 9, new byte[9]);
          } else {
            FileServer.send(exchange, 200, CONTENT.length, CONTENT);
          }
        });

    assertThat(fetch(Published.of(source, CONTENT))).hasBinaryContent(CONTENT);
  }

  @Test
  void shouldReplaceAFileThatIsNotThePublishedOne() throws IOException {
    Files.write(folder.resolve("weights.pth"), Published.content(CONTENT.length, 3));
    URI source = server.serve(PATH, FileServer.whole(CONTENT));

    assertThat(fetch(Published.of(source, CONTENT))).hasBinaryContent(CONTENT);
    assertThat(notes).anyMatch(note -> note.contains("has the SHA-256 "));
  }

  @Test
  void shouldEndAFileThatNeverEnds() throws IOException {
    URI source =
        server.serve(
            PATH,
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              while (true) {
                exchange.getResponseBody().write(CONTENT);
              }
            });

    assertThatThrownBy(() -> fetch(Published.of(source, CONTENT)))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("it is longer than 300000 bytes");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldSayThatTheDiskIsFull() throws IOException {
    Files.createSymbolicLink(folder.resolve("weights.pth.part"), Path.of("/dev/full"));
    URI source = server.serve(PATH, FileServer.whole(CONTENT));

    assertThatThrownBy(() -> fetch(Published.of(source, CONTENT)))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining(
            "weights.pth.part: cannot be written (No space left on device); make");
  }

  @Test
  void shouldSayBeforeThatTheDiskIsTooSmall() throws IOException {
    long exabyte = 1L << 60;
    URI source = server.serve(PATH, exchange -> FileServer.send(exchange, 200, exabyte, CONTENT));
    PublishedModel model = Published.of(source, exabyte, Published.sum(CONTENT));

    assertThatThrownBy(() -> fetch(model))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining(exabyte + " bytes are missing and the disk has room for ");
  }

  /** Leaves the beginning of the file behind. */
  private URI cutOnce() {
    URI source = server.serve(PATH, FileServer.cutAfter(CUT, CONTENT, "\"a\""));
    assertThatThrownBy(() -> fetch(Published.of(source, CONTENT)))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("after 200000 bytes; type the same again");
    return source;
  }

  private Path fetch(PublishedModel model) throws IOException {
    return download(model, model.source()).fetch();
  }

  private Download download(PublishedModel model, URI source) {
    HttpSource http =
        new HttpSource(
            new ProxyVariables(Map.of()), Duration.ofSeconds(60), Duration.ofSeconds(60));
    return new Download(model, source, folder, http, new Listener());
  }

  private void assertNothingElse() {
    assertThat(folder).isDirectoryContaining("glob:**weights.pth");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  private final class Listener implements DownloadMonitor {
    @Override
    public void note(String line) {
      notes.add(line);
    }

    @Override
    public void at(long bytes, long before, long total) {
      assertThat(bytes).isGreaterThan(before).isLessThanOrEqualTo(total);
    }
  }
}
