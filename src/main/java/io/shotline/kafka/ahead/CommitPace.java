package io.shotline.kafka.ahead;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides when a stream thread commits early. It commits at once if no image waits. The more images
 * wait, the longer it delays, because a commit takes CPU time from scoring. When more wait than can
 * be in work, only the interval commits. Each stream thread has its own pace; all call this.
 */
final class CommitPace {
  /** Between two commits, for each image that waits: about what a commit takes. */
  private static final Duration SPACING = Duration.ofMillis(5);

  private final int imagesInWork;
  private final Map<Thread, Long> lastCommits = new ConcurrentHashMap<>();

  CommitPace(int imagesInWork) {
    this.imagesInWork = imagesInWork;
  }

  /** Whether the calling thread should commit now, which it then does. */
  boolean isTime(int waiting) {
    Thread thread = Thread.currentThread();
    long now = System.nanoTime();
    Long last = lastCommits.get(thread);
    boolean isTime =
        waiting == 0
            || (waiting < imagesInWork
                && (last == null || now - last >= waiting * SPACING.toNanos()));
    if (isTime) {
      lastCommits.put(thread, now);
    }
    return isTime;
  }
}
