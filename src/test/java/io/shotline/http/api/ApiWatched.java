package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.CameraPicture;
import io.shotline.core.line.CameraState;
import io.shotline.core.line.Cameras;
import io.shotline.core.line.DeadLetter;
import io.shotline.core.line.DeadLetterLog;
import io.shotline.core.line.LineGroup;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.Products;
import io.shotline.core.line.RecordPlace;
import io.shotline.core.line.Statistics;
import io.shotline.core.result.ScoredImage;
import io.shotline.testing.MovableClock;
import io.shotline.testing.SampleScores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a service sees of its line, in memory, and the routes that tell of it. */
final class ApiWatched {
  static final byte[] PICTURE = {1, 2, 3};
  static final byte[] LETTER = "<script>alert(1)</script>".getBytes(UTF_8);
  private static final Duration WINDOW = Duration.ofHours(8);

  final MovableClock clock = new MovableClock();
  final Cameras cameras = new Cameras(clock);
  final Statistics statistics = new Statistics(WINDOW, clock);
  final DeadLetterLog letters = new DeadLetterLog(WINDOW, clock);
  final EventLog events = new EventLog();
  final EventFeed feed = new EventFeed(events, clock);
  volatile boolean isComplete = true;
  volatile @Nullable String awayBecause;
  volatile CameraPicture picture = new CameraPicture.Drawn(new EncodedImage(PICTURE));
  volatile @Nullable EncodedImage letterImage = new EncodedImage(LETTER);

  /** Adds the routes of all this to others. */
  List<ApiRoutes> with(Products products, ApiRoutes... others) {
    return Stream.concat(
            Stream.of(others),
            Stream.of(
                new CameraRoutes(cameras, camera -> picture, clock),
                new StatisticsRoutes(statistics, products, () -> isComplete),
                new DeadLetterRoutes(
                    letters,
                    letter -> Optional.ofNullable(letterImage),
                    image -> new byte[] {9},
                    () -> isComplete),
                new SystemRoutes(this::group, statistics, cameras, () -> "mini/2"),
                new EventRoutes(events)))
        .toList();
  }

  /** A result of now. */
  void judged(ScoredImage image) {
    cameras.judged(CameraState.of(image, SampleScores.NOW, new RecordPlace(0, 1)));
    statistics.add(image, SampleScores.NOW);
  }

  void rejected(long offset, String reason, int imageBytes) {
    letters.add(
        new DeadLetter(
            new RecordPlace(0, offset),
            SampleScores.NOW.plusMillis(offset),
            reason,
            "a detail",
            "images",
            1,
            70 + offset,
            "cam-1",
            "e-" + offset,
            "bolt",
            imageBytes));
  }

  private LineGroup group() {
    String why = awayBecause;
    if (why != null) {
      throw new LineUnavailableException(why, new IllegalStateException(why));
    }
    return new LineGroup(
        "line",
        "STABLE",
        SampleScores.NOW,
        List.of(new LineGroup.Instance("line-a", "10.0.0.1", List.of(0, 1))),
        List.of(new LineGroup.Backlog(0, 2), new LineGroup.Backlog(1, 3)));
  }
}
