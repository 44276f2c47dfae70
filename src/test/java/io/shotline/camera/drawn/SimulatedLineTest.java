package io.shotline.camera.drawn;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.shotline.camera.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SimulatedLineTest {
  private static final long SEED = 20_240_611L;

  @Test
  void shouldGiveTheSameFramesForTheSameSeed() {
    SimulatedLine one = new SimulatedLine(SEED, 5, 0.5);
    SimulatedLine other = new SimulatedLine(SEED, 5, 0.5);

    for (int i = 0; i < 5; i++) {
      assertSame(one.next().orElseThrow(), other.next().orElseThrow());
    }
  }

  @Test
  void shouldDrawAFrameWhateverWasDrawnBefore() {
    SimulatedLine read = new SimulatedLine(SEED, 0, 0.5);
    read.normalShots(2);
    read.next();
    read.next();
    Frame third = read.next().orElseThrow();

    assertSame(third, new SimulatedLine(SEED, 0, 0.5).frame(2));
  }

  @Test
  void shouldKeepSoundFramesWhenTheShareOfDefectsChanges() {
    assertSame(
        new SimulatedLine(SEED, 0, 0).frame(0), new SimulatedLine(SEED, 0, 0.000_001).frame(0));
  }

  @Test
  void shouldDifferFromSeedToSeed() {
    Set<Integer> hashes = new HashSet<>();
    for (long seed = -2; seed < 3; seed++) {
      hashes.add(hash(new SimulatedLine(seed, 1, 0).frame(0)));
    }

    assertThat(hashes).hasSize(5);
  }

  @Test
  void shouldGiveShotsThatAreNoFrames() {
    SimulatedLine line = new SimulatedLine(SEED, 0, 0);
    Set<Integer> hashes = new HashSet<>();
    List<Frame> shots = line.normalShots(6);
    shots.forEach(shot -> hashes.add(hash(shot)));
    LongStream.range(0, 20).forEach(i -> hashes.add(hash(line.frame(i))));

    assertThat(hashes).hasSize(26);
    assertThat(shots).extracting(Frame::name).contains("shot-00.jpg", "shot-05.jpg");
    assertThat(shots).allSatisfy(s -> assertThat(s.attributes()).containsEntry("truth", "normal"));
  }

  @Test
  void shouldBeginMoreShotsWithTheSameOnes() {
    List<Frame> three = new SimulatedLine(SEED, 0, 0.3).normalShots(3);
    List<Frame> one = new SimulatedLine(SEED, 9, 0.7).normalShots(1);

    assertSame(three.get(0), one.get(0));
    assertThat(three.get(2).attributes())
        .containsEntry("shot", "2")
        .containsEntry("seed", Long.toString(SEED));
  }

  @Test
  void shouldSpoilTheGivenShareWithEveryKindAlike() {
    SimulatedLine line = new SimulatedLine(SEED, 0, 0.4);
    int plates = 20_000;
    Map<String, Long> counts =
        LongStream.range(0, plates)
            .mapToObj(line::defect)
            .flatMap(Optional::stream)
            .collect(groupingBy(Defect::label, counting()));

    long spoilt = counts.values().stream().mapToLong(Long::longValue).sum();
    // Four standard deviations of each.
    assertThat((double) spoilt / plates).isCloseTo(0.4, within(0.014));
    assertThat(counts)
        .containsOnlyKeys(
            "scratch",
            "stain",
            "dent",
            "chipped-edge",
            "bent-corner",
            "missing-hole",
            "missing-bushing",
            "missing-print");
    assertThat(counts.values())
        .allSatisfy(count -> assertThat((double) count / plates).isCloseTo(0.05, within(0.0062)));
  }

  @Test
  void shouldSayTheTruth() {
    SimulatedLine line = new SimulatedLine(SEED, 0, 0.5);
    for (int i = 0; i < 20; i++) {
      String truth = line.defect(i).map(Defect::label).orElse("normal");

      assertThat(line.frame(i).attributes()).containsEntry("truth", truth);
    }
  }

  @Test
  void shouldSpoilNoneOrAllAtTheEndsOfTheRange() {
    SimulatedLine sound = new SimulatedLine(SEED, 0, 0);
    SimulatedLine spoilt = new SimulatedLine(SEED, 0, 1);

    for (int i = 0; i < 1000; i++) {
      assertThat(sound.defect(i)).isEmpty();
      assertThat(spoilt.defect(i)).isPresent();
    }
  }

  @Test
  void shouldNameAFrameByItsNumber() {
    SimulatedLine line = new SimulatedLine(SEED, 20, 0);
    Frame frame = line.frame(12);

    assertThat(frame.name()).isEqualTo("plate-000012.jpg");
    assertThat(frame.attributes())
        .containsOnlyKeys("truth", "seed", "frame")
        .containsEntry("frame", "12")
        .containsEntry("seed", Long.toString(SEED));
  }

  @Test
  void shouldEndAfterTheGivenNumberOfFrames() {
    SimulatedLine line = new SimulatedLine(SEED, 2, 0.15);

    assertThat(line.next()).isPresent();
    assertThat(line.next()).isPresent();
    assertThat(line.next()).isEmpty();
    assertThat(line.next()).isEmpty();
  }

  @Test
  void shouldMakeJpegsOfTheCamerasSize() throws IOException {
    SimulatedLine line = new SimulatedLine(SEED, 0, 1);
    for (int i = 0; i < 10; i++) {
      byte[] bytes = line.frame(i).image().bytes();
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));

      assertThat(bytes).startsWith(0xFF, 0xD8);
      assertThat(image.getWidth()).isEqualTo(640);
      assertThat(image.getHeight()).isEqualTo(480);
    }
  }

  @Test
  void shouldRefuseACountOrAShareThatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatedLine(SEED, -1, 0.1))
        .withMessageContaining("-1");
    for (double share : new double[] {-0.01, 1.01, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SimulatedLine(SEED, 1, share))
          .withMessageContaining(Double.toString(share));
    }
  }

  private static void assertSame(Frame one, Frame other) {
    assertThat(one.image().bytes()).isEqualTo(other.image().bytes());
    assertThat(one.name()).isEqualTo(other.name());
    assertThat(one.attributes()).isEqualTo(other.attributes());
  }

  private static int hash(Frame frame) {
    return Arrays.hashCode(frame.image().bytes());
  }
}
