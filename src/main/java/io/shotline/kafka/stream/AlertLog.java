package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Region;
import io.shotline.core.result.ScoredImage;
import io.shotline.wire.AlertRecord;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Says each alert in a line of the log, but no more than a few of a camera in a minute: a failed
 * lamp raises thousands. Those left out are counted in one line at the end of the minute. An alert
 * whose transaction fails is raised again, and said again. Part of one processor, used by its
 * thread.
 */
final class AlertLog {
  static final Duration MINUTE = Duration.ofMinutes(1);

  /** Alerts of one camera that are said in a minute. */
  static final int MOST_OF_A_CAMERA = 5;

  /** Alerts of all cameras of a partition that are said in a minute. */
  static final int MOST = 100;

  private static final int MOST_CAMERAS_NAMED = 10;

  /** Ids may be of any number; those beyond are counted as one. */
  private static final int MOST_CAMERAS_COUNTED = 1000;

  private static final String OTHERS = "others";

  private final Consumer<String> log;
  private final Map<String, Integer> said = new HashMap<>();
  private final Map<String, Integer> leftOut = new HashMap<>();
  private int saidOfAll;

  /**
   * Makes a log of the minute that begins.
   *
   * @param log takes a line
   */
  AlertLog(Consumer<String> log) {
    this.log = requireNonNull(log, "log");
  }

  /** Says an alert, or counts it. */
  void add(AlertRecord alert) {
    String camera = alert.image().cameraId();
    int saidOfCamera = said.getOrDefault(camera, 0);
    if (saidOfCamera < MOST_OF_A_CAMERA && saidOfAll < MOST) {
      saidOfAll++;
      said.put(camera, saidOfCamera + 1);
      log.accept(words(alert));
    } else {
      boolean isNew = !leftOut.containsKey(camera) && leftOut.size() >= MOST_CAMERAS_COUNTED;
      leftOut.merge(isNew ? OTHERS : camera, 1, Integer::sum);
    }
  }

  /** Says how many alerts were left out, and begins the next minute. */
  void endMinute() {
    if (!leftOut.isEmpty()) {
      long all = leftOut.values().stream().mapToLong(count -> count).sum();
      log.accept(all + " more alerts within a minute: " + cameras());
    }
    said.clear();
    leftOut.clear();
    saidOfAll = 0;
  }

  private String cameras() {
    List<Map.Entry<String, Integer>> most =
        leftOut.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_CAMERAS_NAMED)
            .toList();
    int more = leftOut.size() - most.size();
    return most.stream()
            .map(camera -> camera.getValue() + " of camera " + camera.getKey())
            .collect(Collectors.joining(", "))
        + (more == 0 ? "" : ", the others of " + more + " more cameras");
  }

  private static String words(AlertRecord alert) {
    ScoredImage image = alert.image();
    Region region = alert.hottestRegion();
    return String.format(
        Locale.ROOT,
        "alert: product %s on camera %s scores %.2f times the threshold at %d,%d (%d x %d pixels);"
            + " event %s, image %s",
        image.productId(),
        image.cameraId(),
        image.ratio(),
        region.x(),
        region.y(),
        region.width(),
        region.height(),
        image.eventId(),
        alert.source());
  }
}
