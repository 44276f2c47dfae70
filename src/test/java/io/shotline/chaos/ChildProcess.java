package io.shotline.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with the classes of this one, to be killed. Used by one thread, which closes it. */
public final class ChildProcess implements AutoCloseable {
  private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-Xmx512m");
  private static final long STOP_SECONDS = 300;

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a main class.
   *
   * @param log what it prints to standard error is added to this file
   */
  public static ChildProcess start(Path log, Class<?> main, String... arguments)
      throws IOException {
    return start(log, OPTIONS, main, arguments);
  }

  /**
   * Starts a main class in so much memory.
   *
   * @param heap as the JVM takes it
   */
  static ChildProcess startIn(String heap, Path log, Class<?> main, String... arguments)
      throws IOException {
    return start(log, List.of("-XX:TieredStopAtLevel=1", "-Xmx" + heap), main, arguments);
  }

  /** Starts a main class with these options of the JVM. */
  public static ChildProcess start(
      Path log, List<String> options, Class<?> main, String... arguments) throws IOException {
    return start(List.of(), log, options, main, arguments);
  }

  /** Starts a main class that may have so many files and connections open at once. */
  static ChildProcess startWithFewFiles(int mostFiles, Path log, Class<?> main, String... arguments)
      throws IOException {
    String limited = "ulimit -n " + mostFiles + " && exec \"$@\"";
    return start(List.of("bash", "-c", limited, "bash"), log, OPTIONS, main, arguments);
  }

  /**
   * Starts a main class.
   *
   * @param before words of a command that starts what follows them
   * @param options of the JVM
   */
  static ChildProcess start(
      List<String> before, Path log, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    // As the launcher starts it.
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "1");
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().put("TF_ONEDNN_USE_SYSTEM_ALLOCATOR", "1");
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ChildProcess(builder.start(), log);
  }

  /** The next line that it prints to standard output; waits for it. */
  public String line() throws IOException {
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError("ended without a word: " + this);
    }
    return line;
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return await();
  }

  /** The exit code of a process that ends by itself. */
  public int await() throws InterruptedException {
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + STOP_SECONDS + " s: " + this);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Its last words, for whoever looks into a failure. */
  @Override
  public String toString() {
    try {
      List<String> lines = Files.readAllLines(log);
      return log
          + ":\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return log + ": " + e;
    }
  }
}
