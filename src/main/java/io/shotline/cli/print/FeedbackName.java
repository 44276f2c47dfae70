package io.shotline.cli.print;

import io.shotline.core.result.Feedback;
import java.util.Locale;

/** The verdicts of people as they are typed and printed. */
public final class FeedbackName {
  private FeedbackName() {}

  /** Returns the name, such as {@code false-alarm}. */
  public static String of(Feedback.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
