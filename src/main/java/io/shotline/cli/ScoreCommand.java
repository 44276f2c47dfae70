package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.camera.ImageFiles;
import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.option.PictureOptions;
import io.shotline.cli.option.ThresholdOptions;
import io.shotline.cli.option.ViewOptions;
import io.shotline.cli.print.Format;
import io.shotline.cli.print.ScorePictures;
import io.shotline.cli.print.ScoreReport;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.settings.Checked;
import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.View;
import io.shotline.picture.PictureFolder;
import io.shotline.picture.ResultPictures;
import io.shotline.work.FixedCatalog;
import io.shotline.work.WorkWindow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      "Example, with pictures that show where to look; open today-marked/index.html:",
      "  shotline score --shots good --images today --pictures today-marked"
    })
final class ScoreCommand implements RunsModel, Checked {
  @Spec private CommandSpec spec;

  @Mixin private ModelOptions modelOptions;

  @Mixin private ViewOptions viewOptions;

  @Mixin private ThresholdOptions thresholdOptions;

  @Mixin private PictureOptions pictureOptions;

  @Option(
      names = "--shots",
      required = true,
      paramLabel = "DIR",
      description =
          "Normal images of the product (JPEG, PNG, BMP, TIFF), one file, or a few-shot file of the"
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

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "How to print. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() throws Exception {
    ScoreInputs.require(modelOptions.settings(), imagesPath, shotsPath);
    ImageFiles images = ScoreInputs.list(spec, "--images", imagesPath);
    Optional<PictureFolder> folder = pictureOptions.folder();
    try (Scorer scorer = modelOptions.scorer(modelOptions.load(), ScoringMonitor.NONE)) {
      Product product = product();
      LocalShots.Found shots = new LocalShots(spec, shotsPath).read(product.productId(), scorer);
      FixedCatalog catalog = new FixedCatalog(product, shots.shots());
      ScoreReport report =
          new ScoreReport(
              out(),
              err(),
              spec.qualifiedName(),
              format,
              folder.map(found -> pictures(found, scorer, catalog)).orElse(null));
      report.threshold(scorer.shotReport(product.productId(), catalog), product.thresholdRule());
      scoreAll(images, catalog, scorer, report);
      report.summary(product.productId(), scorer.card().label());
      return shots.allRead() && report.isComplete() ? 0 : CommandLine.ExitCode.SOFTWARE;
    }
  }

  @Override
  public List<String> faults() {
    List<String> faults = new ArrayList<>(viewOptions.faults());
    faults.addAll(thresholdOptions.faults());
    return faults;
  }

  private Product product() {
    Path folder = shotsPath.toAbsolutePath().normalize().getFileName();
    String name =
        productName != null ? productName : folder == null ? "product" : folder.toString();
    View view = viewOptions.over(View.DEFAULT);
    return Product.withDefaults(name)
        .withView(view)
        .withThresholdRule(thresholdOptions.over(ThresholdRule.AUTOMATIC));
  }

  private ScorePictures pictures(PictureFolder folder, Scorer scorer, FixedCatalog catalog) {
    return new ScorePictures(
        new ResultPictures(folder, ScorePictures.SECTIONS, scorer, catalog),
        pictureOptions.picturesOf(),
        Version.line());
  }

  private void scoreAll(ImageFiles images, FixedCatalog catalog, Scorer scorer, ScoreReport report)
      throws InterruptedException {
    try (WorkWindow<Consumer<ScoreReport>> window =
        new WorkWindow<>(
            modelOptions.imagesInWork(), () -> false, became -> became.accept(report))) {
      for (Path file : images.files()) {
        window.add(() -> judge(file, images.name(file), catalog, scorer));
      }
      window.finish();
    }
  }

  /** Returns what to report of a file. */
  private static Consumer<ScoreReport> judge(
      Path file, String name, FixedCatalog catalog, Scorer scorer) throws InterruptedException {
    EncodedImage image;
    try {
      image = new EncodedImage(Files.readAllBytes(file));
    } catch (IOException e) {
      return report -> report.unreadable(e.toString());
    }
    ImageEvent event =
        new ImageEvent(
            name,
            "file",
            requireNonNull(catalog.product()).productId(),
            Instant.EPOCH,
            image,
            Map.of());
    Outcome outcome = scorer.score(event, catalog);
    return report -> report.add(file, event, outcome);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
