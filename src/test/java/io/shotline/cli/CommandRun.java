package io.shotline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** A command as a user types it: exit code and what it printed. */
public record CommandRun(int code, String out, String err) {
  public static CommandRun of(Map<String, String> environment, String... arguments) {
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, UTF_8));
      System.setErr(new PrintStream(err, true, UTF_8));
      int code = App.run(arguments, environment);
      return new CommandRun(code, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  public static CommandRun of(String... arguments) {
    return of(Map.of(), arguments);
  }

  public List<String> lines() {
    return out.lines().toList();
  }
}
