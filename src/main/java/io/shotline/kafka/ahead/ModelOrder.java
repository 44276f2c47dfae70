package io.shotline.kafka.ahead;

import io.shotline.core.port.ModelCard;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes the model that last scored an image of each partition. Images that are begun together may
 * meet a swap in another order than theirs; within a partition, no older model follows a newer one.
 * For any thread.
 */
final class ModelOrder {
  private final Map<Integer, ModelLabel> last = new ConcurrentHashMap<>();

  /** Notes the model of an image that had its turn. */
  void note(int partition, Outcome outcome) {
    if (outcome instanceof Outcome.Judged scored) {
      last.put(partition, scored.image().model());
    }
  }

  /**
   * Returns whether a newer model scored the image before in its partition.
   *
   * @param current the model that serves now
   */
  boolean isOutrun(int partition, Outcome outcome, ModelCard current) {
    ModelLabel before = last.get(partition);
    if (before == null || !(outcome instanceof Outcome.Judged scored)) {
      return false;
    }
    ModelLabel model = scored.image().model();
    return !model.equals(before) && !model.equals(current.id());
  }

  void forget(int partition) {
    last.remove(partition);
  }
}
