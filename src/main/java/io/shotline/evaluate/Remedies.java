package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.threshold.ThresholdSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what may help where the best combination that was tried on a category is not enough. */
final class Remedies {
  /** Share of the good parts that is more than any sensitivity promises. */
  private static final double MANY_FALSE_ALARMS = 0.1;

  private static final double POOR = 0.65;
  private static final double GOOD = 0.9;

  private final List<Tried> tried;
  private final Tried best;
  private final List<String> sentences = new ArrayList<>();

  Remedies(List<Tried> tried, Tried best) {
    this.tried = List.copyOf(tried);
    this.best = requireNonNull(best, "best");
  }

  /** Returns the sentences; none where all is well. */
  List<String> sentences() {
    sentences.clear();
    order();
    threshold();
    return List.copyOf(sentences);
  }

  private void order() {
    if (best.auroc() >= GOOD) {
      return;
    }
    String verdict =
        best.auroc() < POOR
            ? "cannot tell these parts apart"
            : "tells these parts apart only in part";
    say(
        "%s %s (AUROC %s): try %s.",
        best.name(), verdict, Tried.decimal(best.auroc()), String.join(", ", proposals()));
  }

  private List<String> proposals() {
    List<String> proposals = new ArrayList<>();
    if (tried.stream().noneMatch(each -> each.name().startsWith("fine/"))) {
      proposals.add("--model model/fine");
    }
    if (tried.stream().allMatch(each -> each.combination().view().tiles().count() < 2)) {
      proposals.add("--tiles 2x2");
    }
    proposals.add("--region on the part that matters");
    proposals.add("a larger model");
    return proposals;
  }

  /** Says where the threshold does not fit the scores. */
  private void threshold() {
    Means means = best.means();
    double falseAlarms = means.mean(Figure.FALSE_ALARMS);
    if (ShareRange.of(falseAlarms, means.mean(Figure.GOOD)).low() > MANY_FALSE_ALARMS) {
      say("Many good parts are flagged. %s", remedy());
    }
    double bad = means.mean(Figure.BAD);
    double possible = bad * means.mean(Figure.MISSED_SHARE_AT_5_PERCENT);
    double missed = means.mean(Figure.MISSED);
    boolean isAutomatic = best.trials().get(0).threshold().source() == ThresholdSource.SHOTS;
    if (isAutomatic
        && means.mean(Figure.FALSE_ALARM_SHARE) <= 0.05
        && missed - possible >= CategoryAdvice.CLEAR_IMAGES) {
      say(
          "The threshold is cautious: one that flags 5 of 100 of these good parts would miss %d of"
              + " %.0f defects, not %d. Try a higher --sensitivity; on a line the threshold learns"
              + " from the first 200 images.",
          Math.round(possible), bad, Math.round(missed));
    }
  }

  private String remedy() {
    ThresholdSource source = best.trials().get(0).threshold().source();
    if (source == ThresholdSource.SET) {
      return "Raise --threshold, or leave it out.";
    }
    return source == ThresholdSource.MODEL
        ? "The threshold is the model's own, the same for all products: set one with --threshold, or"
            + " take a model that compares shots, such as model/mini."
        : "They may differ from the shots (another day, light or lot): take shots of all of these,"
            + " or a lower --sensitivity.";
  }

  private void say(String form, Object... values) {
    sentences.add(String.format(Locale.ROOT, form, values));
  }
}
