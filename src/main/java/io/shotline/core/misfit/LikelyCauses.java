package io.shotline.core.misfit;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.FittedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.threshold.ThresholdSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Says why a threshold may not fit, as far as the figures show it, and what to do. */
record LikelyCauses(JudgedFigures figures, ShotScores shots) {
  /** Leave-one-out scores of the measured sets differ by less, with four shots. */
  private static final double UNLIKE_TIMES = 3;

  /** Good images score about what shots score against each other, never so much less. */
  private static final double COPY_SHARE = 0.25;

  /** Of the model's pixels: about a fortieth of the width that the shipped model sees. */
  private static final double PIXELS_OF_A_DEFECT = 7;

  LikelyCauses {
    requireNonNull(figures, "figures");
    requireNonNull(shots, "shots");
  }

  /** Returns at least one cause, the likeliest first. */
  List<String> of(MisfitKind kind) {
    List<String> causes = new ArrayList<>();
    source(kind).ifPresent(causes::add);
    Optional<String> view = view();
    view.ifPresent(causes::add);
    if (kind == MisfitKind.NEVER_NEAR) {
      copies().ifPresent(causes::add);
    }
    few().ifPresent(causes::add);
    unlike().ifPresent(causes::add);
    if (kind == MisfitKind.NEARLY_ALL_ANOMALOUS && view.isEmpty()) {
      others().ifPresent(causes::add);
    }
    if (causes.isEmpty()) {
      causes.add(kind == MisfitKind.NEVER_NEAR ? tooFine() : changed());
    }
    return causes;
  }

  private Optional<String> source(MisfitKind kind) {
    ThresholdSource source = figures.threshold().source();
    if (source == ThresholdSource.MODEL) {
      return Optional.of(
          "the threshold is the model card's, the same for all products: " + remedy(kind));
    }
    return source == ThresholdSource.SET ? setByAPerson(kind) : Optional.empty();
  }

  private Optional<String> setByAPerson(MisfitKind kind) {
    OptionalDouble automatic = shots.threshold(Sensitivity.NORMAL);
    if (automatic.isEmpty()) {
      return Optional.of("a person set this threshold: " + remedy(kind));
    }
    double own = automatic.getAsDouble();
    double set = figures.threshold().value();
    String give = counted("gives ", "give ") + score(own);
    return (kind == MisfitKind.NEVER_NEAR ? own < set : own > set)
        ? Optional.of(
            "a person set this threshold, and the " + give + ": take that with --threshold auto")
        : Optional.empty();
  }

  private String remedy(MisfitKind kind) {
    String seen =
        kind == MisfitKind.NEVER_NEAR
            ? "none is above " + score(figures.greatestScore())
            : "the middle one is " + score(figures.middleScore());
    return "set one just above what good parts score (of these images' scores " + seen + ")";
  }

  /** The images as a whole are not like the shots. */
  private Optional<String> view() {
    return figures.warned().entrySet().stream()
        .filter(entry -> entry.getKey() != Warning.Kind.REUSED_EVENT_ID)
        .filter(entry -> 2 * entry.getValue() >= figures.images())
        .max(Map.Entry.<Warning.Kind, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(
            entry ->
                entry.getValue()
                    + " images have the warning "
                    + entry.getKey()
                    + remedy(entry.getKey()));
  }

  private static String remedy(Warning.Kind kind) {
    return switch (kind) {
      case OTHER_ASPECT, OTHER_SIZE, COLOUR_SHIFT ->
          ": send images as the shots are, or add shots as the images are";
      case FROZEN_CAMERA -> ": restart the camera";
      case REUSED_EVENT_ID -> ": give each image an id of its own";
      case MORE_IMAGES -> ": send each image in a file of its own";
      case TRANSPARENT -> ": save them without alpha";
      case ONE_COLOUR -> ": look at the light, the lens and its cap";
      case DAMAGED_FILE -> ": look at the camera and its connection";
    };
  }

  private Optional<String> copies() {
    double[] scores = leaveOneOut();
    return scores.length > 0 && figures.greatestScore() < COPY_SHARE * scores[0]
        ? Optional.of(
            "the images show the very parts that the shots show (which score "
                + score(scores[0])
                + " or more against each other): take other parts")
        : Optional.empty();
  }

  private Optional<String> few() {
    return shots.shots() > 0 && shots.isUnsure()
        ? Optional.of(
            "the "
                + counted("is", "are")
                + " too few to tell: add good ones, "
                + ShotScores.ENOUGH
                + " or more in all")
        : Optional.empty();
  }

  private Optional<String> unlike() {
    double[] scores = leaveOneOut();
    List<ShotScores.Odd> odd = shots.odd();
    if (odd.isEmpty() && (scores.length < 2 || greatest(scores) < UNLIKE_TIMES * scores[0])) {
      return Optional.empty();
    }
    String named =
        odd.stream().map(shot -> ", the odd one: " + shot.shotId()).collect(Collectors.joining());
    return Optional.of(
        "the "
            + counted("are", "are")
            + " unlike each other (they score "
            + score(scores[0])
            + " to "
            + score(greatest(scores))
            + named
            + "): look at them with shots list --scores, and remove what shows a defect or"
            + " something else");
  }

  /** The shots are good ones of something else, or of another day. */
  private Optional<String> others() {
    double[] scores = leaveOneOut();
    return scores.length > 0 && figures.middleScore() > greatest(scores)
        ? Optional.of(
            "the shots do not show these parts, this camera or this light (they score at most "
                + score(greatest(scores))
                + " against each other): if the parts are good, add some of the images as shots")
        : Optional.empty();
  }

  private String tooFine() {
    FittedImage fitted = figures.part().fitted();
    int shorter = shorter(fitted.source());
    int seen = shorter(fitted.scaled());
    return seen < shorter
        ? "defects, if there are any, are too fine: of a shorter side of "
            + shorter
            + " pixels the model sees "
            + seen
            + ", and hardly a defect of under "
            + (int) Math.ceil(PIXELS_OF_A_DEFECT * shorter / seen)
            + " pixels; look closer with --tiles or --region, or lower the threshold"
        : "this model does not see the defects, if there are any: lower the threshold, or try"
            + " another model";
  }

  private static String changed() {
    return "all parts, the camera or the light have changed: look at the newest images; if the"
        + " parts are good, add some of the images as shots";
  }

  /** Returns the scores of the shots against each other, the least first. */
  private double[] leaveOneOut() {
    return shots.leaveOneOut().stream().mapToDouble(ShotScores.Shot::score).sorted().toArray();
  }

  private String counted(String ofOne, String ofMany) {
    return shots.shots() == 1 ? "1 shot " + ofOne : shots.shots() + " shots " + ofMany;
  }

  private static double greatest(double[] sorted) {
    return sorted[sorted.length - 1];
  }

  private static int shorter(ImageSize size) {
    return Math.min(size.width(), size.height());
  }

  private static String score(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
