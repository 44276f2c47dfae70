package io.shotline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.chaos.ProcessLine.Moment;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cameras send each image one to three times, and two instances of the service are killed several
 * times each: each image has one verdict, and all other sends are called repeats. The properties
 * are those of {@link ExactlyOnceIT}.
 */
@Timeout(3600)
class RepeatedSendsIT {
  private static final int IMAGES = Integer.getInteger("shotline.chaos.images", 400);
  private static final int KILLS = Integer.getInteger("shotline.chaos.kills", 1);
  private static final long SEED = Long.getLong("shotline.chaos.seed", System.nanoTime());

  @Test
  void shouldJudgeEachImageOnceHoweverOftenItIsSentAndWhateverDies(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    List<Integer> sends = RepeatingCamerasProcess.sends(IMAGES, SEED);
    List<String> sent = sends.stream().map(CamerasProcess::eventId).toList();
    try (ProcessLine line =
        new ProcessLine(
            folder,
            2,
            RepeatingCamerasProcess.class,
            Integer.toString(IMAGES),
            Long.toString(SEED))) {
      long start = System.nanoTime();
      line.run(sends.size(), kills(line, sends.size()));
      Published found = line.stop();
      System.out.printf(
          "%d images in %d sends, %d + %d kills in %.0f s; seed %d%n",
          IMAGES, sends.size(), KILLS, KILLS, (System.nanoTime() - start) / 1e9, SEED);

      List<String> repeats = new ArrayList<>(sent);
      Set<String> images = new LinkedHashSet<>(sent);
      images.forEach(repeats::remove);
      assertThat(images).as("seed %d", SEED).hasSize(IMAGES);
      assertThat(found.images()).as("seed %d", SEED).hasSameSizeAs(sent);
      assertThat(ids(found, image -> image.verdict() != Verdict.SKIPPED))
          .as("seed %d", SEED)
          .containsExactlyInAnyOrderElementsOf(images);
      assertThat(ids(found, ScoredImage::isDuplicate))
          .as("seed %d", SEED)
          .containsExactlyInAnyOrderElementsOf(repeats);
      assertThat(found.scored()).as("seed %d", SEED).hasSameSizeAs(sent);
      assertThat(found.alerted())
          .as("seed %d", SEED)
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(found.anomalous());
    }
  }

  private static List<String> ids(Published found, Predicate<ScoredImage> which) {
    return found.results().stream().filter(which).map(ScoredImage::eventId).toList();
  }

  /** Between a tenth and nine tenths of the way. */
  private static List<Moment> kills(ProcessLine line, int sends) {
    Random random = new Random(SEED);
    return IntStream.range(0, 2 * KILLS)
        .mapToObj(
            i ->
                new Moment(
                    sends / 10 + random.nextInt(8 * sends / 10), () -> line.killService(i % 2)))
        .sorted(Comparator.comparingInt(Moment::answered))
        .toList();
  }
}
