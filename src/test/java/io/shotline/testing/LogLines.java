package io.shotline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** What is logged until this is closed; the log goes to standard error. */
public final class LogLines implements AutoCloseable {
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  public LogLines() {
    System.setErr(new PrintStream(lines, true, UTF_8));
  }

  /** Those of the HTTP server, begun by it or by its libraries. */
  public List<String> ofTheServer() {
    return lines
        .toString(UTF_8)
        .lines()
        .filter(line -> line.matches(".* (i\\.s\\.h|i\\.v|i\\.n|io)\\..*"))
        .toList();
  }

  public List<String> warnings() {
    return lines.toString(UTF_8).lines().filter(line -> line.contains(" WARN ")).toList();
  }

  /** Those of one class, by its simple name. */
  public List<String> warningsOf(String logger) {
    return warnings().stream().filter(line -> line.contains("." + logger + " - ")).toList();
  }

  @Override
  public void close() {
    System.setErr(before);
  }
}
