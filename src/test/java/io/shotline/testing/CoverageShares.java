package io.shotline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints at the end of the build which share of the lines of some packages the tests cover. */
public final class CoverageShares {
  private CoverageShares() {}

  /**
   * Prints a line for each package, its subpackages included.
   *
   * @param arguments JaCoCo's report as CSV, then the packages
   */
  public static void main(String[] arguments) throws IOException {
    Path report = Path.of(arguments[0]);
    if (!Files.exists(report)) {
      System.out.println("lines covered: unknown, since tests were left out");
      return;
    }
    List<String> rows = Files.readAllLines(report);
    Arrays.stream(arguments).skip(1).map(name -> line(rows, name)).forEach(System.out::println);
  }

  static String line(List<String> rows, String packageName) {
    List<String> names = List.of(rows.get(0).split(","));
    int missed = names.indexOf("LINE_MISSED");
    int covered = names.indexOf("LINE_COVERED");
    long lines = 0;
    long reached = 0;
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      if ((cells[names.indexOf("PACKAGE")] + ".").startsWith(packageName + ".")) {
        reached += Long.parseLong(cells[covered]);
        lines += Long.parseLong(cells[covered]) + Long.parseLong(cells[missed]);
      }
    }
    return String.format(
        Locale.ROOT,
        "lines covered in %s: %.1f %% (%d of %d)",
        packageName,
        100.0 * reached / lines,
        reached,
        lines);
  }
}
