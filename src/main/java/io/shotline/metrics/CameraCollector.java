package io.shotline.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each camera's last image was judged here, by this process's clock: those of cameras lie. And
 * how often its picture came again. Instances tell their own cameras' times and Prometheus takes
 * the latest of a camera, so that one which moved to another instance is not silent. Fed by all
 * stream threads, read by the thread that scrapes.
 */
final class CameraCollector extends Collector implements Collector.Describable {
  /** A camera that is gone for longer was taken down. */
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Clock clock;
  private final Duration silentAfter;
  private final BoundedLabels labels;
  private final Map<String, Long> lastMillis = new ConcurrentHashMap<>();
  private final Map<String, Integer> repeats = new ConcurrentHashMap<>();

  /** Follows at most this many cameras at a time. */
  CameraCollector(int limit, Duration silentAfter, Clock clock) {
    this.labels = new BoundedLabels(limit);
    this.silentAfter = requireNonNull(silentAfter, "silentAfter");
    this.clock = requireNonNull(clock, "clock");
  }

  /** An image of this camera was judged; one without a name cannot be looked for. */
  void seen(String cameraId) {
    if (!cameraId.isEmpty() && labels.admits(cameraId)) {
      lastMillis.put(cameraId, clock.millis());
    }
  }

  /** The picture of this camera was the same so many times before, in a row. */
  void repeated(String cameraId, int times) {
    if (times == 0) {
      repeats.remove(cameraId);
    } else if (!cameraId.isEmpty() && labels.admits(cameraId)) {
      repeats.put(cameraId, times);
    }
  }

  /** Cameras that are still here are known again with their next image. */
  void forgetAll() {
    lastMillis.keySet().forEach(this::forget);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    long now = clock.millis();
    lastMillis.forEach(
        (camera, last) -> {
          if (now - last > FORGOTTEN.toMillis()) {
            forget(camera);
          }
        });
    GaugeMetricFamily times = times();
    GaugeMetricFamily same = same();
    lastMillis.forEach(
        (camera, last) -> {
          times.addMetric(List.of(camera), last / 1e3);
          same.addMetric(List.of(camera), repeats.getOrDefault(camera, 0));
        });
    long silent =
        lastMillis.values().stream().filter(last -> now - last > silentAfter.toMillis()).count();
    return List.of(times, same, silent(silent), silentAfter());
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of(times(), same(), silent(0), silentAfter());
  }

  private void forget(String camera) {
    lastMillis.remove(camera);
    repeats.remove(camera);
    labels.forget(camera);
  }

  private static GaugeMetricFamily times() {
    return new GaugeMetricFamily(
        "shotline_camera_last_image_timestamp_seconds",
        "When this instance judged the camera's last image; cameras gone for a day are left out.",
        List.of("camera"));
  }

  private static GaugeMetricFamily same() {
    return new GaugeMetricFamily(
        "shotline_camera_repeated_pictures",
        "How many of the camera's pictures in a row are the same as the one before; mostly none.",
        List.of("camera"));
  }

  private static GaugeMetricFamily silent(long cameras) {
    return new GaugeMetricFamily(
        "shotline_cameras_silent",
        "Cameras of this instance whose last image is older than --camera-silent.",
        cameras);
  }

  private GaugeMetricFamily silentAfter() {
    return new GaugeMetricFamily(
        "shotline_camera_silent_after_seconds",
        "The setting --camera-silent.",
        silentAfter.toSeconds());
  }
}
