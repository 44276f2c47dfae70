package io.shotline.cli.print;

import io.shotline.core.ImageEvent;
import io.shotline.core.ShotReport;
import io.shotline.core.misfit.JudgedImages;
import io.shotline.core.misfit.Misfit;
import io.shotline.core.misfit.MisfitRule;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.wire.ResultJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what became of each image, as lines for people or as JSON for programs. */
public final class ScoreReport {
  private final PrintWriter out;
  private final PrintWriter err;
  private final String command;
  private final Format format;
  private final @Nullable ScorePictures pictures;
  private final long startNanos = System.nanoTime();
  private final JudgedImages judged = new JudgedImages(JudgedImages.OF_A_FOLDER);
  private ShotScores shotScores = ShotScores.NONE;
  private String heldAgainst = "";
  private int shots;
  private int scored;
  private int anomalous;
  private int unreadable;
  private int undrawn;
  private boolean isPageMissing;

  public ScoreReport(
      PrintWriter out,
      PrintWriter err,
      String command,
      Format format,
      @Nullable ScorePictures pictures) {
    this.out = out;
    this.err = err;
    this.command = command;
    this.format = format;
    this.pictures = pictures;
  }

  /** Says on standard error what scores are held against and which shots are odd. */
  public void threshold(ShotReport shots, ThresholdRule rule) {
    shotScores = shots.scores();
    List<String> words = ThresholdWords.of(shots, rule);
    words.forEach(err::println);
    err.flush();
    heldAgainst = words.get(0).replaceFirst("^threshold ", "");
    this.shots = shots.shotIds().size();
  }

  /**
   * Prints an image's result and draws its picture where pictures are wanted.
   *
   * @param path the image's file
   * @param event whose id is its name in this report
   */
  public void add(Path path, ImageEvent event, Outcome outcome) {
    String file = event.eventId();
    if (outcome instanceof Outcome.Judged result) {
      add(file, result.image());
      draw(path, event, result.image());
    } else if (outcome instanceof Outcome.Rejected rejected) {
      if (format == Format.JSON) {
        print(ResultJson.withFile(file, ResultJson.of(rejected.rejection())));
      }
      unreadable(file + ": " + rejected.rejection());
    }
  }

  /** Says on standard error that a file could not be read, and counts it. */
  public void unreadable(String what) {
    unreadable++;
    err.println(command + ": " + what);
  }

  /** Whether every image was read and has its picture, and the page of pictures was written. */
  public boolean isComplete() {
    return unreadable == 0 && undrawn == 0 && !isPageMissing;
  }

  /**
   * Says how many images there were and, where it is so, that the threshold does not fit them;
   * writes the page of the pictures.
   *
   * @param model in words
   */
  public void summary(String productId, String model) {
    writePage(productId, model);
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    err.printf(
        Locale.ROOT,
        "%d images in %.1f s (%.0f images/s): %d anomalous, %d normal, %d unreadable%s%n",
        scored + unreadable,
        seconds,
        (scored + unreadable) / seconds,
        anomalous,
        scored - anomalous,
        unreadable,
        undrawn == 0 ? "" : ", " + undrawn + " without picture");
    judged
        .figures()
        .flatMap(figures -> Misfit.of(MisfitRule.OF_A_FOLDER, figures, shotScores))
        .ifPresent(misfit -> err.println("product " + productId + ": " + misfit.text()));
  }

  private void add(String file, ScoredImage result) {
    scored++;
    judged.add(result);
    boolean isAnomalous = result.verdict() == Verdict.ANOMALOUS;
    anomalous += isAnomalous ? 1 : 0;
    print(
        format == Format.JSON
            ? ResultJson.withFile(file, ResultJson.of(result))
            : text(file, result));
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }

  /** One that cannot be drawn takes nothing from the others. */
  private void draw(Path path, ImageEvent event, ScoredImage result) {
    if (pictures == null) {
      return;
    }
    try {
      pictures.draw(path, event, result);
    } catch (IOException e) {
      undrawn++;
      err.println(command + ": picture of " + event.eventId() + ": " + e.getMessage());
    }
  }

  private void writePage(String productId, String model) {
    if (pictures == null) {
      return;
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Product", productId);
    facts.put("Model", model);
    facts.put("Threshold", heldAgainst);
    facts.put("Shots", String.valueOf(shots));
    String lead =
        anomalous
            + (anomalous == 1
                ? " of " + scored + " images is anomalous"
                : " of " + scored + " images are anomalous")
            + (unreadable == 0 ? "." : "; " + unreadable + " could not be read.");
    try {
      pictures.writePage(productId, lead, facts);
    } catch (IOException e) {
      isPageMissing = true;
      err.println(command + ": " + e.getMessage());
    }
  }

  private static String text(String file, ScoredImage result) {
    String where =
        result.verdict() == Verdict.ANOMALOUS
            ? result.hottestRegion().map(region -> "  " + RegionWords.of(region)).orElse("")
            : "";
    String notes =
        ResultNotes.doubts(result).stream().map("  "::concat).collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%-9s  %.4f (threshold %.4f)  %s%s%s",
        result.verdict(),
        result.score(),
        result.threshold(),
        file,
        where,
        notes);
  }
}
