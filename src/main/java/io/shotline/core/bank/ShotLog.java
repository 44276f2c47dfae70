package io.shotline.core.bank;

import io.shotline.core.threshold.ShotScores;
import io.shotline.failure.OncePerMinuteEach;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names in the log the shots that a person should look at, each at most once a minute: a bank that
 * finds no room is made again and again. Safe for use by many threads.
 */
final class ShotLog {
  private static final Logger LOG = LoggerFactory.getLogger(ShotLog.class);

  private final OncePerMinuteEach turns = new OncePerMinuteEach();

  /** Tells of a bank that was made. */
  void tell(ProductBank bank) {
    String product = bank.productId();
    List<String> odd = bank.viewed().oddColours();
    if (!odd.isEmpty() && isDue(product, "colours")) {
      LOG.warn(
          "shots of product {} differ in colour from the others: {}; remove those of another"
              + " camera setting",
          product,
          String.join(", ", odd));
    }
    for (ShotWarning shot : bank.viewed().warnings()) {
      if (isDue(product, shot.shotId() + "/" + shot.warning().kind())) {
        LOG.warn(
            "shot {} of product {}: warning {}: {}",
            shot.shotId(),
            product,
            shot.warning().kind(),
            shot.warning().detail());
      }
    }
    for (ShotScores.Odd shot : bank.scores().odd()) {
      if (isDue(product, shot.shotId() + "/odd")) {
        LOG.warn(
            "shot {} of product {} is unlike the others: it scores {} against them, over {}; look"
                + " at it, and remove it if it shows a defect or something else",
            shot.shotId(),
            product,
            rounded(shot.score()),
            rounded(shot.limit()));
      }
    }
  }

  private boolean isDue(String product, String what) {
    return turns.due(product + "/" + what).isPresent();
  }

  private static double rounded(double score) {
    return Math.round(score * 1e4) / 1e4;
  }
}
