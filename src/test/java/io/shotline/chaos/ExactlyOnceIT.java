package io.shotline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.chaos.ProcessLine.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of the service are killed several times each and the broker once, at random
 * moments, and the view of the product changes all the while: each image still has exactly one
 * answer, by the view that it says, and each alert exactly one image of the bytes that were sent.
 * {@code -Dshotline.chaos.images=5000 -Dshotline.chaos.kills=3} makes it longer, {@code
 * -Dshotline.chaos.seed=N} repeats the moments of a run.
 */
@Timeout(3600)
class ExactlyOnceIT {
  private static final int IMAGES = Integer.getInteger("shotline.chaos.images", 600);
  private static final int KILLS = Integer.getInteger("shotline.chaos.kills", 2);
  private static final int VIEW_CHANGES = 12;
  private static final long SEED = Long.getLong("shotline.chaos.seed", System.nanoTime());

  @Test
  void shouldAnswerEachImageOnceWhateverDies(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
      throws Exception {
    try (ProcessLine line = new ProcessLine(folder, 2, CamerasProcess.class)) {
      long start = System.nanoTime();
      List<Duration> pauses = line.run(IMAGES, moments(line));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Published found = line.stop();
      System.out.printf(
          "%d images, %d + %d + 1 kills in %d s, pauses %s; seed %d%n",
          IMAGES, KILLS, KILLS, took.toSeconds(), pauses, SEED);

      assertSame("published", found.images(), ids(number -> true));
      assertSame("scores", found.scored(), ids(CamerasProcess::canBeScored));
      assertSame("dead letters", found.rejected(), ids(n -> !CamerasProcess.canBeScored(n)));
      assertSame("alerts", found.alerted(), found.anomalous());
      assertThat(found.alerted()).as("alerts").isNotEmpty();
      assertSame("evidence", found.kept().events(), found.anomalous());
      assertThat(found.kept().wrong()).as("evidence; seed %d", SEED).isEmpty();
      ViewChanges.assertJudgedAsTheySay(found.results());
      Stream.of(
              found.images(),
              found.scored(),
              found.rejected(),
              found.alerted(),
              found.kept().events())
          .forEach(ExactlyOnceIT::assertInOrder);
    }
  }

  /** Kills between a tenth and nine tenths of the way, and views that change all the way. */
  private static List<Moment> moments(ProcessLine line) {
    ViewChanges views = new ViewChanges(line.brokers());
    Stream<Moment> changes =
        IntStream.range(0, VIEW_CHANGES)
            .mapToObj(i -> new Moment(i * IMAGES / VIEW_CHANGES, views::next));
    return Stream.concat(kills(line), changes)
        .sorted(Comparator.comparingInt(Moment::answered))
        .toList();
  }

  private static Stream<Moment> kills(ProcessLine line) {
    Random random = new Random(SEED);
    Stream<Moment> instances =
        IntStream.range(0, 2 * KILLS)
            .mapToObj(i -> new Moment(moment(random), () -> line.killService(i % 2)));
    return Stream.concat(instances, Stream.of(new Moment(moment(random), line::killBroker)));
  }

  private static int moment(Random random) {
    return IMAGES / 10 + random.nextInt(8 * IMAGES / 10);
  }

  private static List<String> ids(IntPredicate which) {
    return IntStream.range(0, IMAGES).filter(which).mapToObj(CamerasProcess::eventId).toList();
  }

  private static void assertSame(String what, List<String> found, List<String> expected) {
    assertThat(found).as("%s; seed %d", what, SEED).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void assertInOrder(List<String> answers) {
    for (int camera = 0; camera < CamerasProcess.CAMERAS; camera++) {
      int which = camera;
      assertThat(answers)
          .extracting(CamerasProcess::number)
          .filteredOn(number -> number % CamerasProcess.CAMERAS == which)
          .as("camera %d; seed %d", camera, SEED)
          .isSorted();
    }
  }
}
