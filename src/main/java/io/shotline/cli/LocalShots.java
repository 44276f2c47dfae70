package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.camera.ImageFiles;
import io.shotline.cli.catalog.FewShots;
import io.shotline.core.Scorer;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.product.Shot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Reads the shots of {@code score} from a folder, a file or a few-shot file, and says on standard
 * error which cannot be read.
 *
 * @param path as it was typed
 */
record LocalShots(CommandSpec spec, Path path) {
  LocalShots {
    requireNonNull(spec, "spec");
    requireNonNull(path, "path");
  }

  /**
   * The shots that count.
   *
   * @param allRead whether each could be read
   */
  record Found(List<Shot> shots, boolean allRead) {
    Found {
      shots = List.copyOf(shots);
    }
  }

  /**
   * Returns the shots that can be read, no more than the model takes.
   *
   * @throws ParameterException if there is none
   */
  Found read(String productId, Scorer scorer) throws IOException {
    Found found =
        FewShots.isTorch(path) ? ofFewShotFile(productId) : ofImageFiles(productId, scorer);
    int limit = scorer.card().maxShots();
    int count = found.shots().size();
    if (count > limit) {
      err().println("--shots " + path + ": the first " + limit + " of " + count);
      return new Found(found.shots().subList(0, limit), found.allRead());
    }
    return found;
  }

  private Found ofFewShotFile(String productId) throws IOException {
    List<Shot> shots = new ArrayList<>();
    for (EncodedImage image : FewShots.read(path)) {
      String name = path.getFileName() + "#" + shots.size();
      shots.add(new Shot(productId, name, image, Instant.EPOCH, ""));
    }
    return new Found(shots, true);
  }

  private Found ofImageFiles(String productId, Scorer scorer) throws IOException {
    List<Shot> shots = new ArrayList<>();
    ImageFiles files = ScoreInputs.list(spec, "--shots", path);
    for (Path file : files.files()) {
      EncodedImage image = new EncodedImage(Files.readAllBytes(file));
      Rejection rejection = scorer.check(image).orElse(null);
      String name = files.name(file);
      if (rejection == null) {
        shots.add(new Shot(productId, name, image, Instant.EPOCH, ""));
      } else {
        err().println(spec.qualifiedName() + ": shot " + name + ": " + rejection);
      }
    }
    if (shots.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--shots " + path + ": no images (JPEG, PNG, BMP, TIFF) in it");
    }
    return new Found(shots, shots.size() == files.files().size());
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
