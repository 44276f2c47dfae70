package io.shotline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.chaos.ProcessLine.Moment;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdSource;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances learn the thresholds of one product on sixteen cameras, and two of them are
 * killed several times each: the revisions of each threshold follow one after the other, results
 * name revisions that exist, and each image has one answer. The properties are those of {@link
 * ExactlyOnceIT}; some thousand images make it learn more than once.
 */
@Timeout(3600)
class LearningLineIT {
  private static final int IMAGES = Integer.getInteger("shotline.chaos.images", 400);
  private static final int KILLS = Integer.getInteger("shotline.chaos.kills", 1);
  private static final long SEED = Long.getLong("shotline.chaos.seed", System.nanoTime());

  @Test
  void shouldLearnInOneHistoryWhateverDies(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
      throws Exception {
    try (ProcessLine line = new ProcessLine(folder, 3, ManyCamerasProcess.class)) {
      line.run(IMAGES, kills(line));
      Published found = line.stop();
      Map<LearningKey, Long> newest = newest(found.thresholds());
      long observed =
          found.results().stream()
              .filter(image -> source(image) == ThresholdSource.OBSERVED)
              .count();
      System.out.printf(
          "%d images, %d thresholds of %d keys, %d results by what was learnt; seed %d%n",
          IMAGES, found.thresholds().size(), newest.size(), observed, SEED);

      assertThat(found.scored())
          .as("seed %d", SEED)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, IMAGES).mapToObj(CamerasProcess::eventId).toList());
      assertThat(newest).as("seed %d", SEED).hasSize(ManyCamerasProcess.CAMERAS);
      for (ScoredImage image : found.results()) {
        if (source(image) == ThresholdSource.OBSERVED) {
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
    Threshold heldAgainst = image.judgement().heldAgainst();
    return heldAgainst == null ? null : heldAgainst.source();
  }

  private static LearningKey key(ScoredImage image) {
    return new LearningKey(
        image.productId(),
        image.cameraId(),
        image.model().toString(),
        image.viewedPart().view().word());
  }

  /** Between a tenth and nine tenths of the way. */
  private static List<Moment> kills(ProcessLine line) {
    Random random = new Random(SEED);
    return IntStream.range(0, 2 * KILLS)
        .mapToObj(
            i ->
                new Moment(
                    IMAGES / 10 + random.nextInt(8 * IMAGES / 10), () -> line.killService(i % 2)))
        .sorted(Comparator.comparingInt(Moment::answered))
        .toList();
  }
}
