package io.shotline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.kafka.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command started by the script that users start, in a process of its own. The script finds the
 * classes of this JVM, so it builds nothing. Used by one thread, which closes it.
 */
final class Launched implements AutoCloseable {
  private static final long END_SECONDS = 300;

  private final Process process;
  private final Path out;
  private final Path err;

  private Launched(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a command with the shipped model as the default.
   *
   * @param folder for the script and what the command prints
   * @param environment over that of this JVM
   */
  static Launched start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve("launcher"));
    Path script = home.resolve("shotline");
    if (!Files.exists(script)) {
      Files.copy(Path.of("shotline"), script);
      Files.writeString(
          home.resolve("java.options"), "-cp " + System.getProperty("java.class.path") + "\n");
      Files.createSymbolicLink(home.resolve("model"), Path.of("model").toAbsolutePath());
    }
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    List<String> command = new ArrayList<>();
    // A shell starts what runs in its background with Ctrl-C ignored.
    command.addAll(List.of("env", "--default-signal=INT", "bash", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SHOTLINE_"));
    // Several tests run at once.
    builder.environment().put("SHOTLINE_API_PORT", "0");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // TensorFlow's libraries are unpacked once, whatever home a test gives.
    builder
        .environment()
        .putIfAbsent("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Launched(builder.start(), out, err);
  }

  String out() throws IOException {
    return Files.readString(out, UTF_8);
  }

  String err() throws IOException {
    return Files.readString(err, UTF_8);
  }

  /** Waits until it has printed this to standard output. */
  void awaitOutput(String text) throws Exception {
    Await.until(
        text,
        () -> {
          if (!process.isAlive() && !read().contains(text)) {
            throw new AssertionError("ended without " + text + ": " + this);
          }
          return read().contains(text);
        });
  }

  /** SIGINT, as Ctrl-C gives it; the exit code. */
  int interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    return await();
  }

  /** SIGTERM; the exit code. */
  int stop() throws Exception {
    process.destroy();
    return await();
  }

  int await() throws Exception {
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + END_SECONDS + " s: " + this);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String read() {
    try {
      return out();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    try {
      return out() + err();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
