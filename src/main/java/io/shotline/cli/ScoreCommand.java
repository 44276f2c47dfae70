package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.cli.print.PictureFolder;
import io.shotline.cli.settings.Between;
import io.shotline.core.ImageEvent;
import io.shotline.core.Outcome;
import io.shotline.core.Product;
import io.shotline.core.Scorer;
import io.shotline.core.ScoringMonitor;
import io.shotline.core.Shot;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores local files against local shots, without Kafka. */
@Command(
    name = "score",
    description = {
      "Compares every image of a folder with a few normal ones of the same product.",
      "",
      "Prints one line per image, in the order of their names. A file that cannot be read is",
      "reported on standard error, and so is a picture that cannot be drawn; the others are",
      "scored all the same, and the exit code is 1."
    },
    footer = {
      "",
      "Example, with pictures that show where to look:",
      "  shotline score --shots good --images today --pictures today-marked"
    })
final class ScoreCommand implements RunsModel {
  @Spec private CommandSpec spec;

  @Mixin private ModelOptions modelOptions;

  @Option(
      names = "--shots",
      required = true,
      paramLabel = "DIR",
      description =
          "Normal images of the product (JPEG, PNG, BMP), one file, or a few-shot file of the"
              + " paper (.pt).")
  private Path shotsPath;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "The images to judge, with subfolders, or one file.")
  private Path imagesPath;

  @Option(
      names = "--product",
      paramLabel = "NAME",
      description = "What the images show. Default: the name of the folder of shots.")
  private @Nullable String productName;

  @Between(least = "0", most = "1")
  @Option(
      names = "--threshold",
      paramLabel = "SCORE",
      description = "Scores at or above it are anomalous, 0 to 1. Default: the model's.")
  private @Nullable Double threshold;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Write a picture of each image with its heat map and hottest region. One that is there"
              + " already is replaced if it is of the same file.")
  private @Nullable Path pictures;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "How to print. Default: ${DEFAULT-VALUE}.")
  private Format format;

  /** A file and what became of it. */
  private record Judged(Path file, EncodedImage image, Outcome outcome) {}

  @Override
  public Integer call() throws Exception {
    ImageFiles images = list("--images", imagesPath);
    PictureFolder folder = pictures == null ? null : pictures(pictures);
    try (Scorer scorer = modelOptions.scorer(modelOptions.load(), ScoringMonitor.NONE)) {
      Product product = product();
      List<Shot> shots = new ArrayList<>();
      boolean allShotsRead = readShots(product, scorer, shots);
      int limit = scorer.card().maxShots();
      if (shots.size() > limit) {
        err().println("--shots " + shotsPath + ": the first " + limit + " of " + shots.size());
        shots = shots.subList(0, limit);
      }
      ScoreReport report = new ScoreReport(out(), err(), spec.qualifiedName(), format, folder);
      FixedCatalog catalog = new FixedCatalog(product, shots);
      scoreAll(images, catalog, scorer, report);
      report.summary();
      return allShotsRead && report.isComplete() ? 0 : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private Product product() {
    Path folder = shotsPath.toAbsolutePath().normalize().getFileName();
    String name =
        productName != null ? productName : folder == null ? "product" : folder.toString();
    return new Product(name, name.replace('_', ' '), threshold, null, true, null);
  }

  private PictureFolder pictures(Path path) {
    try {
      return PictureFolder.in(path);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "--pictures " + path + ": " + e.getMessage(), e);
    }
  }

  private ImageFiles list(String option, Path path) throws IOException {
    try {
      return ImageFiles.in(path);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), option + " " + path + ": " + e.getMessage(), e);
    }
  }

  /** Reads the shots that can be read; whether that was all of them. */
  private boolean readShots(Product product, Scorer scorer, List<Shot> shots) throws IOException {
    if (FewShots.isTorch(shotsPath)) {
      for (EncodedImage image : FewShots.read(shotsPath)) {
        String name = shotsPath.getFileName() + "#" + shots.size();
        shots.add(new Shot(product.productId(), name, image, Instant.EPOCH, ""));
      }
      return true;
    }
    ImageFiles files = list("--shots", shotsPath);
    for (Path file : files.files()) {
      EncodedImage image = new EncodedImage(Files.readAllBytes(file));
      Rejection rejection = scorer.check(image).orElse(null);
      String name = files.name(file);
      if (rejection == null) {
        shots.add(new Shot(product.productId(), name, image, Instant.EPOCH, ""));
      } else {
        err().println(spec.qualifiedName() + ": shot " + name + ": " + rejection);
      }
    }
    if (shots.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--shots " + shotsPath + ": no images (JPEG, PNG, BMP) in it");
    }
    return shots.size() == files.files().size();
  }

  /** Keeps just enough files in work that the model is busy, and reports them in order. */
  private void scoreAll(ImageFiles images, FixedCatalog catalog, Scorer scorer, ScoreReport report)
      throws Exception {
    int callers = modelOptions.imagesInWork();
    ExecutorService workers = Executors.newFixedThreadPool(callers);
    Deque<Future<Judged>> inWork = new ArrayDeque<>();
    try {
      for (Path file : images.files()) {
        inWork.add(workers.submit(() -> judge(file, images, catalog, scorer)));
        if (inWork.size() >= 2 * callers) {
          report(inWork.remove(), images, report);
        }
      }
      while (!inWork.isEmpty()) {
        report(inWork.remove(), images, report);
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static Judged judge(Path file, ImageFiles images, FixedCatalog catalog, Scorer scorer)
      throws Exception {
    EncodedImage image = new EncodedImage(Files.readAllBytes(file));
    String name = images.name(file);
    ImageEvent event =
        new ImageEvent(
            name,
            "file",
            requireNonNull(catalog.product()).productId(),
            Instant.EPOCH,
            image,
            Map.of());
    return new Judged(file, image, scorer.score(event, catalog));
  }

  private void report(Future<Judged> future, ImageFiles images, ScoreReport report)
      throws Exception {
    try {
      Judged judged = future.get();
      report.add(judged.file(), images.name(judged.file()), judged.image(), judged.outcome());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        report.unreadable(unreadable.toString());
      } else {
        throw new CommandFailedException("the model failed: " + e.getCause(), e.getCause());
      }
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
