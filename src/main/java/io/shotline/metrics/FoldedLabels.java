package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Counter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what has no series of its own and is counted as {@link Metrics#OTHER}. Logs the first
 * value of a label, and no other: a sender that makes up ids must not fill the log either.
 */
final class FoldedLabels {
  private static final Logger LOG = LoggerFactory.getLogger(FoldedLabels.class);
  private static final int SHOWN_LENGTH = 80;

  private final String label;
  private final Counter.Child count;
  private final AtomicBoolean said = new AtomicBoolean();

  /**
   * Begins at zero.
   *
   * @param counter by label
   */
  FoldedLabels(String label, Counter counter) {
    this.label = requireNonNull(label, "label");
    this.count = counter.labels(label);
  }

  /** Something of this value was counted as other. */
  void folded(String value) {
    count.inc();
    if (said.compareAndSet(false, true)) {
      LOG.warn(
          "{} '{}' and later new ones are counted as '{}': at most {} of them have series of their"
              + " own, with at most {} characters each. Look for a sender that makes up ids;"
              + " shotline_labels_folded_total counts on.",
          label,
          shown(value),
          Metrics.OTHER,
          Metrics.MAX_LABELS,
          BoundedLabels.MAX_LENGTH);
    }
  }

  private static String shown(String value) {
    String start =
        value.length() <= SHOWN_LENGTH ? value : value.substring(0, SHOWN_LENGTH) + "...";
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
