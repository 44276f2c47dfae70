package io.shotline.kafka.ahead;

import io.shotline.core.ModelCard;
import io.shotline.core.Outcome;
import io.shotline.core.ScoredImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which model last scored an image of each partition. Images that are begun together may meet a
 * swap in another order than theirs; newer models do not go back to older ones. Of any thread.
 */
final class ModelOrder {
  private final Map<Integer, String> last = new ConcurrentHashMap<>();

  /** The image had its turn. */
  void note(int partition, Outcome outcome) {
    if (outcome instanceof Outcome.Scored scored) {
      last.put(partition, label(scored.image()));
    }
  }

  /**
   * Whether a newer model scored the image before in its partition.
   *
   * @param current the model that serves now
   */
  boolean isOutrun(int partition, Outcome outcome, ModelCard current) {
    String before = last.get(partition);
    if (before == null || !(outcome instanceof Outcome.Scored scored)) {
      return false;
    }
    String label = label(scored.image());
    return !label.equals(before) && !label.equals(current.label());
  }

  void forget(int partition) {
    last.remove(partition);
  }

  private static String label(ScoredImage image) {
    return image.modelName() + "/" + image.modelVersion();
  }
}
