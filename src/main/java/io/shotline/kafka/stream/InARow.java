package io.shotline.kafka.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each camera of a partition sent the same in a row, such as a picture. In memory only:
 * after a start or a move to another instance it counts from none. Used by the partition's stream
 * thread.
 */
final class InARow {
  /** Senders that make up cameras must not fill the memory. */
  static final int MOST_CAMERAS = 1000;

  private record Last(long sent, int repeats) {}

  /** The camera that was not heard of for longest comes first. */
  private final Map<String, Last> cameras =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
          return size() > MOST_CAMERAS;
        }
      };

  /** Takes what the camera sends next; returns how many before it were the same, in a row. */
  int add(String cameraId, long sent) {
    Last before = cameras.get(cameraId);
    int repeats = before != null && before.sent() == sent ? before.repeats() + 1 : 0;
    cameras.put(cameraId, new Last(sent, repeats));
    return repeats;
  }
}
