package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.camera.ImageFiles;
import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.print.Format;
import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.service.ModelSettings;
import io.shotline.tensorflow.precision.Precision;
import io.shotline.work.FixedCatalog;
import io.shotline.work.VerdictComparison;
import io.shotline.work.VerdictComparison.Flip;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Scores a folder in single precision and in another one, one model after the other. */
record VerifyPrecision(CommandSpec spec, ModelOptions modelOptions, Format format) {
  private static final String PRODUCT = "product";

  VerifyPrecision {
    requireNonNull(spec, "spec");
    requireNonNull(modelOptions, "modelOptions");
    requireNonNull(format, "format");
  }

  /** Prints how much they differ; returns the exit code. */
  int run(Path shots, Path images) throws IOException, InterruptedException {
    Precision precision = modelOptions.settings().devices().precision();
    if (precision == Precision.FLOAT32) {
      throw new ParameterException(
          spec.commandLine(),
          "--precision is float32, with which the others are compared: give another one");
    }
    ScoreInputs.require(modelOptions.settings(), images, shots);
    ImageFiles files = ScoreInputs.list(spec, "--images", images);
    Map<String, ScoredImage> exact = scores(modelOptions.settings(Precision.FLOAT32), shots, files);
    Map<String, ScoredImage> other = scores(modelOptions.settings(), shots, files);
    VerdictComparison comparison = new VerdictComparison();
    exact.forEach((name, image) -> comparison.add(name, image, requireNonNull(other.get(name))));
    print(precision, comparison, files.files().size());
    return comparison.isWithin() && comparison.images() == files.files().size()
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private Map<String, ScoredImage> scores(ModelSettings model, Path shotsPath, ImageFiles files)
      throws IOException, InterruptedException {
    Map<String, ScoredImage> scores = new LinkedHashMap<>();
    try (Scorer scorer = modelOptions.scorer(model.load(), ScoringMonitor.NONE)) {
      FixedCatalog catalog =
          new FixedCatalog(
              Product.withDefaults(PRODUCT),
              new LocalShots(spec, shotsPath).read(PRODUCT, scorer).shots());
      for (Path file : files.files()) {
        score(file, files.name(file), catalog, scorer)
            .ifPresent(scored -> scores.put(files.name(file), scored));
      }
    }
    return scores;
  }

  private Optional<ScoredImage> score(Path file, String name, FixedCatalog catalog, Scorer scorer)
      throws IOException, InterruptedException {
    EncodedImage image = new EncodedImage(Files.readAllBytes(file));
    Outcome outcome =
        scorer.score(
            new ImageEvent(name, "file", PRODUCT, Instant.EPOCH, image, Map.of()), catalog);
    if (outcome instanceof Outcome.Judged judged) {
      return Optional.of(judged.image());
    }
    spec.commandLine()
        .getErr()
        .println(
            spec.qualifiedName() + ": " + name + ": " + ((Outcome.Rejected) outcome).rejection());
    return Optional.empty();
  }

  private void print(Precision precision, VerdictComparison comparison, int files)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("precision", precision.word());
      line.put("images", comparison.images());
      line.put("greatestDifference", comparison.greatest());
      line.put("greatestRelativeDifference", comparison.greatestRelative());
      line.put("flips", flips(comparison.flips()));
      line.put("within", comparison.isWithin());
      out.println(new ObjectMapper().writeValueAsString(line));
    } else {
      out.printf(
          Locale.ROOT,
          "%s against float32, %d of %d images: scores differ by %.1e at most, and by %.2f %%%n",
          precision,
          comparison.images(),
          files,
          comparison.greatest(),
          100 * comparison.greatestRelative());
      comparison.flips().forEach(flip -> out.println(text(flip)));
      out.printf(
          "%d verdicts are other ones: %s%n",
          comparison.flips().size(), comparison.isWithin() ? "same" : "DIFFERENT");
    }
    out.flush();
  }

  private static List<Map<String, Object>> flips(List<Flip> flips) {
    return flips.stream()
        .map(
            flip ->
                Map.<String, Object>of(
                    "image", flip.image(),
                    "float32", flip.exact().verdict().name(),
                    "float32Ratio", flip.exact().ratio(),
                    "ratio", flip.other().ratio()))
        .toList();
  }

  private static String text(Flip flip) {
    return String.format(
        Locale.ROOT,
        "%s: %s at %.4f of the threshold, %s at %.4f in float32",
        flip.image(),
        flip.other().verdict(),
        flip.other().ratio(),
        flip.exact().verdict(),
        flip.exact().ratio());
  }
}
