package io.shotline.cli.print;

import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.Shelf;
import io.shotline.core.result.Feedback;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what people said of an alert.
 *
 * @param answer null: none
 * @param seen null: nobody acknowledged the alert
 * @param shelf that sets the alert aside now; null: none
 */
public record AlertSaid(
    @Nullable Feedback answer, @Nullable Acknowledgement seen, @Nullable Shelf shelf) {
  /** Nobody said anything. */
  public static final AlertSaid NOTHING = new AlertSaid(null, null, null);

  /** Returns in words how far people went; empty if nobody said anything. */
  Optional<String> words() {
    if (answer != null) {
      return Optional.of(
          "called a " + FeedbackName.of(answer.verdict()).replace('-', ' ') + by(answer.by()));
    }
    if (seen != null) {
      return Optional.of("acknowledged" + by(seen.by()));
    }
    return Optional.ofNullable(shelf)
        .map(each -> "shelved until " + WallTime.of(each.until()) + by(each.by()));
  }

  private static String by(String name) {
    return name.isEmpty() ? "" : " by " + name;
  }
}
