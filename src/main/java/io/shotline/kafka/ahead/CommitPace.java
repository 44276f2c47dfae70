package io.shotline.kafka.ahead;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When results are committed before the interval is over: at once if no image waits; the later the
 * more do, since a commit takes the processor from them; not at all while there are more than can
 * be in work. Of each stream thread by itself, called by all.
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
