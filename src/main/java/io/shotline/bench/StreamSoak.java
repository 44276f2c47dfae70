package io.shotline.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Consumer;

/** Images at full rate for a long time, with a reading every minute: memory must stay flat. */
final class StreamSoak {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final StreamLoad load;
  private final int frames;
  private final Consumer<SoakReading> readings;

  /**
   * @param frames images of a round; rounds follow each other at once
   */
  StreamSoak(StreamLoad load, int frames, Consumer<SoakReading> readings) {
    this.load = requireNonNull(load, "load");
    this.frames = frames;
    this.readings = requireNonNull(readings, "readings");
  }

  void run(Duration time) throws InterruptedException {
    long start = System.nanoTime();
    long images = 0;
    long readingStart = start;
    long readingImages = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      load.run(frames, 0);
      images += frames;
      readingImages += frames;
      long now = System.nanoTime();
      if (now - readingStart >= PAUSE.toNanos()) {
        readings.accept(
            new SoakReading(
                Duration.ofNanos(now - start),
                images,
                readingImages / ((now - readingStart) / 1e9),
                ProcessUse.residentMegabytes()));
        readingStart = now;
        readingImages = 0;
      }
    }
  }
}
