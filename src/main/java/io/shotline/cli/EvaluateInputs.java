package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.evaluate.Category;
import io.shotline.evaluate.FaultList;
import io.shotline.evaluate.GoodAndBad;
import io.shotline.evaluate.MvtecFolders;
import io.shotline.service.StartCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code evaluate} finds its images.
 *
 * @param data null where good and bad are given
 * @param shots none where they are drawn
 */
record EvaluateInputs(
    @Nullable Path data, @Nullable Path good, @Nullable Path bad, List<Path> shots) {
  EvaluateInputs {
    shots = List.copyOf(shots);
  }

  /** Returns what is wrong with the options together, one line each. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (data == null && (good == null || bad == null)) {
      faults.add("no images to judge: give --data DIR, or --good DIR and --bad DIR");
    }
    if (data != null && (good != null || bad != null)) {
      faults.add("--data and --good, --bad exclude each other: give one");
    }
    if (good != null && bad != null && overlap(good, bad)) {
      faults.add(
          "--good "
              + good
              + " and --bad "
              + bad
              + " share images: give folders apart from each other");
    }
    return faults;
  }

  private static boolean overlap(Path good, Path bad) {
    Path one = good.toAbsolutePath().normalize();
    Path other = bad.toAbsolutePath().normalize();
    return one.startsWith(other) || other.startsWith(one);
  }

  /** Looks for folders and files before the model loads. */
  void require(StartCheck check) {
    requireThere(check, "--data", data);
    requireThere(check, "--good", good);
    requireThere(check, "--bad", bad);
    shots.forEach(file -> requireThere(check, "--shot-files", file));
  }

  private static void requireThere(StartCheck check, String option, @Nullable Path path) {
    if (path != null && !Files.exists(path)) {
      check.wrongSetting(option + " " + path + ": no folder or file " + path);
    }
  }

  /**
   * Lists the images.
   *
   * @param faults is told of what cannot be evaluated
   * @throws IllegalArgumentException if there is nothing to evaluate; names the option
   */
  List<Category> read(FaultList faults) throws IOException {
    if (data == null) {
      return List.of(pair(requireNonNull(good), requireNonNull(bad)));
    }
    MvtecFolders folders = MvtecFolders.read(data);
    folders.faults().forEach(faults::add);
    if (folders.categories().isEmpty()) {
      throw new IllegalArgumentException(
          "--data "
              + data
              + ": no category in it; one has train/good, test/good and test/DEFECT. Other folders:"
              + " --good DIR --bad DIR");
    }
    return folders.categories();
  }

  private static Category pair(Path good, Path bad) throws IOException {
    for (String option : List.of("--good", "--bad")) {
      Path folder = option.equals("--good") ? good : bad;
      try {
        GoodAndBad.requireImages(folder);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(option + " " + folder + ": " + e.getMessage(), e);
      }
    }
    return GoodAndBad.read(name(good), good, bad);
  }

  /** The folder around good says what its images show; good does not. */
  private static String name(Path good) {
    Path parent = good.toAbsolutePath().normalize().getParent();
    Path name = parent == null ? null : parent.getFileName();
    return name == null ? "product" : name.toString();
  }
}
