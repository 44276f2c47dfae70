package io.shotline.chaos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.chaos.ProcessLine.Moment;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.ThresholdSource;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances learn the thresholds of one product on sixteen cameras, a person answers to
 * images of some, and two instances are killed several times each: the revisions of each threshold
 * follow one after the other, results name revisions that exist, and each image has one answer. The
 * properties are those of {@link ExactlyOnceIT}; some thousand images make it learn more than once.
 */
@Timeout(3600)
class LearningLineIT {
  private static final int IMAGES = Integer.getInteger("shotline.chaos.images", 400);
  private static final int KILLS = Integer.getInteger("shotline.chaos.kills", 1);
  private static final long SEED = Long.getLong("shotline.chaos.seed", System.nanoTime());

  /** Cameras that a person answers to. */
  private static final int ANSWERED = 4;

  /** A run of fewer may end before an answer was learnt, since kills move the learner. */
  private static final int ENOUGH_TO_HEAR_AN_ANSWER = 5_000;

  private static final Set<ThresholdSource> LEARNT =
      Set.of(ThresholdSource.OBSERVED, ThresholdSource.FEEDBACK);

  @Test
  void shouldLearnInOneHistoryWhateverDies(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
      throws Exception {
    try (ProcessLine line = new ProcessLine(folder, 3, ManyCamerasProcess.class)) {
      line.run(IMAGES, moments(line));
      Published found = line.stop();
      Map<LearningKey, Long> newest = newest(found.thresholds());
      Map<ThresholdSource, Long> results =
          found.results().stream()
              .collect(Collectors.groupingBy(LearningLineIT::source, Collectors.counting()));
      System.out.printf(
          "%d images, %d thresholds of %d keys, results by source %s; seed %d%n",
          IMAGES, found.thresholds().size(), newest.size(), results, SEED);

      assertThat(found.scored())
          .as("seed %d", SEED)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, IMAGES).mapToObj(CamerasProcess::eventId).toList());
      assertThat(newest).as("seed %d", SEED).hasSize(ManyCamerasProcess.CAMERAS);
      if (IMAGES >= ENOUGH_TO_HEAR_AN_ANSWER) {
        assertThat(results).as("seed %d", SEED).containsKey(ThresholdSource.FEEDBACK);
      }
      for (ScoredImage image : found.results()) {
        if (LEARNT.contains(source(image))) {
          assertThat(image.judgement().heldAgainst().revision())
              .as("%s; seed %d", image.eventId(), SEED)
              .isBetween(1L, newest.get(key(image)));
        }
      }
    }
  }

  /** Requires that the revisions of each key are 1, 2, 3 ... */
  private static Map<LearningKey, Long> newest(List<LearntThreshold> thresholds) {
    Map<LearningKey, Long> newest = new HashMap<>();
    for (LearntThreshold threshold : thresholds) {
      assertThat(threshold.revision())
          .as("%s; seed %d", threshold.key(), SEED)
          .isEqualTo(newest.getOrDefault(threshold.key(), 0L) + 1);
      newest.put(threshold.key(), threshold.revision());
    }
    return newest;
  }

  private static ThresholdSource source(ScoredImage image) {
    return requireNonNull(image.judgement().heldAgainst()).source();
  }

  private static LearningKey key(ScoredImage image) {
    return new LearningKey(
        image.productId(),
        image.cameraId(),
        image.model().toString(),
        image.viewedPart().view().word());
  }

  /** Kills between a tenth and nine tenths of the way, and answers at a third and at half of it. */
  private static List<Moment> moments(ProcessLine line) {
    Random random = new Random(SEED);
    Stream<Moment> kills =
        IntStream.range(0, 2 * KILLS)
            .mapToObj(
                i ->
                    new Moment(
                        IMAGES / 10 + random.nextInt(8 * IMAGES / 10),
                        () -> line.killService(i % 2)));
    Stream<Moment> answers =
        IntStream.range(0, ANSWERED)
            .mapToObj(
                i -> new Moment(IMAGES / (3 - i % 2), () -> line.answerDefect("camera-" + i)));
    return Stream.concat(kills, answers).sorted(Comparator.comparingInt(Moment::answered)).toList();
  }
}
