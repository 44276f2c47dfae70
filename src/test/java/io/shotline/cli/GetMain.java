package io.shotline.cli;

import io.shotline.convert.download.NewModelFolder;
import io.shotline.convert.download.Published;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * {@code model get drawn} in a process of its own. Arguments: where the file lies, its bytes, its
 * sum, the folder for those of the user, whether the model is made whole or only half, and, if
 * there is one, the proxy for https.
 */
final class GetMain {
  static final String HALF = "half";

  private static final int PROXY = 5;

  private GetMain() {}

  public static void main(String[] arguments) {
    GetRun get =
        GetRun.in(
            Path.of(arguments[3]),
            Published.of(URI.create(arguments[0]), Long.parseLong(arguments[1]), arguments[2]));
    GetRun chosen = arguments[4].equals(HALF) ? get.with(halfway()) : get;
    if (arguments.length > PROXY) {
      chosen = chosen.with("https_proxy", arguments[PROXY]);
    }
    System.exit(
        chosen.line(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            "drawn"));
  }

  /** Writes what looks like a version, says so, and does not go on. */
  private static NewModelFolder.Maker halfway() {
    return (model, weights, folder) -> {
      Path version = Files.createDirectory(folder.resolve("1"));
      Files.writeString(version.resolve("saved_model.pb"), HALF);
      System.out.println(HALF);
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
