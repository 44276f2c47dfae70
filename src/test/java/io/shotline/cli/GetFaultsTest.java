package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import io.shotline.convert.download.FileServer;
import io.shotline.convert.download.Published;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of a server, a file or a person: one line, its exit code, and nothing to load. */
class GetFaultsTest {
  private static final String PATH = "/weights.pth";
  private static final byte[] CONTENT = Published.content(100_000, 1);

  private static final Duration STALL_LIMIT = Duration.ofSeconds(3);

  @TempDir private Path home;

  /**
   * A server that does not give the published file.
   *
   * @param error what the line says
   * @param kept bytes that the next call can go on with
   */
  record Fault(String name, Function<FileServer, HttpHandler> answer, String error, int kept) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fault> faults() {
    byte[] other = Published.content(CONTENT.length, 2);
    byte[] page = "<html>sign in</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] shorter = Arrays.copyOf(CONTENT, CONTENT.length - 1);
    byte[] longer = Arrays.copyOf(CONTENT, CONTENT.length + 1);
    return Stream.of(
        new Fault("404", s -> FileServer.status(404), ": the answer is 404 Not Found; fetch ", 0),
        new Fault("503", s -> FileServer.status(503), ": the answer is 503 Service", 0),
        new Fault("416", s -> FileServer.status(416), ": the answer is 416; fetch ", 0),
        new Fault(
            "wrong sum",
            s -> FileServer.whole(other),
            ": it has the SHA-256 " + Published.sum(other) + " and not " + Published.sum(CONTENT),
            0),
        new Fault(
            "page", s -> FileServer.whole(page), ": it has 20 bytes and not 100000; it is", 0),
        new Fault("truncated", s -> FileServer.whole(shorter), ": it has 99999 bytes and not ", 0),
        new Fault("longer", s -> FileServer.whole(longer), ": it has 100001 bytes and not ", 0),
        new Fault(
            "longer than it says",
            s -> exchange -> FileServer.send(exchange, 200, 0, longer),
            ": it is longer than 100000 bytes; it is not the published file and nothing of it was",
            0),
        new Fault(
            "cut",
            s -> FileServer.cutAfter(60_000, CONTENT, "\"a\""),
            ": the server ended the connection after 60000 bytes; type the same again to go on from there",
            60_000),
        new Fault(
            "stall",
            s -> s.stallAfter(50_000, CONTENT),
            ": the server sent nothing for 3 s after 50000 bytes; type the same again",
            50_000),
        new Fault(
            "redirect to ftp",
            s -> FileServer.redirect("ftp://localhost/weights.pth"),
            ": redirected to ftp://localhost, which is not followed",
            0),
        new Fault(
            "redirect to a file",
            s -> FileServer.redirect("file:///etc/hostname"),
            ": redirected to file:, which is not followed",
            0),
        new Fault(
            "redirect loop", s -> FileServer.redirect(PATH), ": redirected more than 5 times", 0));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldSayWhyInOneLine(Fault fault) throws IOException {
    try (FileServer server = FileServer.start()) {
      URI source = server.serve(PATH, fault.answer().apply(server));
      GetRun patient = GetRun.in(home, Published.of(source, CONTENT));
      GetRun get = fault.name().equals("stall") ? patient.with(STALL_LIMIT) : patient;

      CommandRun run = get.type("drawn");

      requireFault(run, get, source + fault.error());
      Path part = get.downloads().resolve("weights.pth.part");
      assertThat(Files.exists(part) ? Files.size(part) : 0).isEqualTo(fault.kept());
    }
  }

  @Test
  void shouldNotTrustAnUnknownIssuer() throws Exception {
    try (FileServer server = FileServer.start(UnknownIssuer.context(home))) {
      URI source = server.serve(PATH, FileServer.whole(CONTENT));
      GetRun get = GetRun.in(home, Published.of(source, CONTENT));

      CommandRun run = get.type("drawn");

      requireFault(run, get, source + ": localhost is not trusted (");
      assertThat(run.err()).contains("javax.net.ssl.trustStore=FILE");
      assertThat(server.ranges()).isEmpty();
    }
  }

  @Test
  void shouldSayThatNobodyListens() throws IOException {
    URI source = URI.create("http://localhost:1/weights.pth");
    GetRun get = GetRun.in(home, Published.of(source, CONTENT));

    requireFault(
        get.type("drawn"), get, source + ": localhost cannot be reached (Connection refused");
  }

  @Test
  void shouldSayThatAHostIsNotKnown() throws IOException {
    URI source = URI.create("https://nowhere.invalid/weights.pth");
    GetRun get = GetRun.in(home, Published.of(source, CONTENT));

    requireFault(get.type("drawn"), get, source + ": nowhere.invalid is not known here; fetch ");
  }

  @Test
  void shouldNotTakeAFileThatIsAnother() throws IOException {
    Path file = Files.write(home.resolve("w.pth"), Published.content(CONTENT.length, 2));
    GetRun get =
        GetRun.in(home, Published.of(URI.create("https://nowhere.invalid/w.pth"), CONTENT));

    CommandRun run = get.type("drawn", "--from", file.toString());

    requireFault(run, get, file + ": it has the SHA-256 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none.pth",
        "ftp://localhost/w.pth",
        "http://",
        "https://a:b@localhost/w.pth",
        "x:y://z"
      })
  void shouldRefuseWhatIsNeitherFileNorAddress(String from) {
    GetRun get =
        GetRun.in(home, Published.of(URI.create("https://nowhere.invalid/w.pth"), CONTENT));

    CommandRun run = get.type("drawn", "--from", from);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("shotline model get: --from").doesNotContain("a:b");
  }

  @Test
  void shouldNameTheModelsThatThereAre() {
    CommandRun unknown = CommandRun.of("model", "get", "dinov3");
    CommandRun none = CommandRun.of("model", "get");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("no model dinov3 can be fetched; models: dinov2-vitb14, ");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("name the model to fetch; models: dinov2-vitb14, ");
  }

  private static void requireFault(CommandRun run, GetRun get, String error) {
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().filter(line -> line.startsWith("shotline model get: ")))
        .singleElement()
        .asString()
        .startsWith("shotline model get: " + error);
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(run.err().lines().count()).isLessThanOrEqualTo(3);
    assertThat(get.made()).isEmptyDirectory();
    assertThat(get.downloads().resolve("weights.pth")).doesNotExist();
  }
}
