package io.shotline.kafka.learn;

import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.LearntThresholds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt, by product and camera. Filled by one thread from the topic {@code thresholds},
 * read by all scoring threads. A service has one.
 */
public final class ThresholdIndex implements LearntThresholds {
  private record Source(String productId, String cameraId) {}

  /** The newest last. */
  private final ConcurrentMap<Source, List<LearntThreshold>> learnt = new ConcurrentHashMap<>();

  /** Returns an index of what is known at one moment. */
  public static ThresholdIndex of(Collection<LearntThreshold> known) {
    ThresholdIndex index = new ThresholdIndex();
    known.forEach(index::put);
    return index;
  }

  @Override
  public @Nullable LearntThreshold of(LearningKey key) {
    List<LearntThreshold> all = learnt.getOrDefault(source(key), List.of());
    LearntThreshold own = newest(all, each -> each.key().equals(key) && isOfUse(each));
    if (own != null && own.spread() != null) {
      return own;
    }
    LearntThreshold other = newest(all, each -> !each.key().equals(key) && isOfUse(each));
    return own == null ? other : other == null ? own : other.withAnswersTo(own);
  }

  private static @Nullable LearntThreshold newest(
      List<LearntThreshold> all, Predicate<LearntThreshold> wanted) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (wanted.test(all.get(i))) {
        return all.get(i);
      }
    }
    return null;
  }

  /** Takes this in place of what was learnt of the same images before. */
  void put(LearntThreshold now) {
    learnt.compute(source(now.key()), (source, all) -> replaced(all, now.key(), now));
  }

  /** Forgets what was learnt of these images. */
  void remove(LearningKey key) {
    learnt.computeIfPresent(
        source(key),
        (source, all) -> {
          List<LearntThreshold> left = replaced(all, key, null);
          return left.isEmpty() ? null : left;
        });
  }

  /** One that only counts images says nothing yet, and another view's may. */
  private static boolean isOfUse(LearntThreshold learnt) {
    return learnt.spread() != null
        || learnt.answers().falseAlarm() != null
        || learnt.answers().defect() != null;
  }

  private static List<LearntThreshold> replaced(
      @Nullable List<LearntThreshold> all, LearningKey key, @Nullable LearntThreshold now) {
    List<LearntThreshold> replaced = new ArrayList<>(all == null ? List.of() : all);
    replaced.removeIf(each -> each.key().equals(key));
    if (now != null) {
      replaced.add(now);
    }
    return List.copyOf(replaced);
  }

  private static Source source(LearningKey key) {
    return new Source(key.productId(), key.cameraId());
  }
}
