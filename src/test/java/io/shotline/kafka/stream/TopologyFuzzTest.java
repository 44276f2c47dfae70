package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static net.jqwik.api.EdgeCasesMode.NONE;
import static net.jqwik.api.ShrinkingMode.OFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Shot;
import io.shotline.kafka.RefusalLog;
import io.shotline.kafka.SentRecord;
import io.shotline.kafka.catalog.CatalogCheckTopologyTest;
import io.shotline.kafka.topic.DeadLetters;
import io.shotline.testing.LabelModel;
import io.shotline.testing.Samples;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.ShotCodec;
import io.shotline.wire.SourceRecord;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.common.TopicPartition;

/**
 * Whatever is published, the stream goes on: each image has one answer, and good images are scored
 * as before. 500 bursts of 20 records for each topic; all tries share the topologies, as a line's
 * records do.
 */
class TopologyFuzzTest {
  private static final class Scoring extends ScoringDriver<LabelModel> {
    Scoring() {
      super(LabelModel.repaired());
    }
  }

  private static final TopicPartition IMAGES = new TopicPartition("line7.images", 0);
  private static final Scoring SCORING = new Scoring();
  private static final CatalogCheckTopologyTest CHECK = new CatalogCheckTopologyTest();

  @BeforeContainer
  static void open() {
    RefusalLog.mute();
    SCORING.open(Path.of("target", "fuzz", "scoring"));
    SCORING.add(shot(PRODUCT, "the one good shot"));
    CHECK.open(Path.of("target", "fuzz", "check"));
  }

  @AfterContainer
  static void close() {
    RefusalLog.unmute();
    SCORING.close();
    CHECK.close();
  }

  @Property(tries = 500, shrinking = OFF, edgeCases = NONE)
  void shouldAnswerEachImageOnceAndScoreTheNextGoodOne(
      @ForAll("images") List<SentRecord> burst, @ForAll boolean ahead) {
    int first = SCORING.sent;
    if (ahead) {
      SCORING.lookAhead.add(
          IMAGES,
          IntStream.range(0, burst.size())
              .mapToObj(i -> burst.get(i).polled(IMAGES, first + i))
              .toList(),
          ScoringDriver.NO_CATALOG,
          () -> {});
    }
    burst.forEach(sent -> SCORING.images.pipeInput(sent.produced()));
    SCORING.sent += burst.size();
    String good = goodId();
    SCORING.send(event(good, image(0.25)));

    List<ScoredRecord> scores = SCORING.scoredRecords();
    Stream<SourceRecord> answered =
        Stream.concat(
            scores.stream().map(ScoredRecord::source),
            SCORING.deadLetters.readRecordsToList().stream()
                .map(letter -> DeadLetters.read(letter.headers()).orElseThrow().source()));
    assertThat(answered)
        .extracting(SourceRecord::offset)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(first, SCORING.sent).boxed().toList());
    assertThat(SCORING.monitor.scored.size() + SCORING.monitor.rejected.size())
        .isEqualTo(SCORING.sent);
    ScoredRecord last = scores.get(scores.size() - 1);
    assertThat(last.image().eventId()).isEqualTo(good);
    assertThat(last.image().score()).isEqualTo(0.25);
  }

  /** One that was not sent before. */
  private static String goodId() {
    return "good-" + SCORING.sent;
  }

  @Property(tries = 500, shrinking = OFF, edgeCases = NONE)
  void shouldScoreGoodImagesWhateverShotsThereAre(@ForAll("shots") List<SentRecord> burst) {
    burst.forEach(sent -> SCORING.prompts.pipeInput(sent.produced()));
    SCORING.send(event(goodId(), image(0.25)));

    assertThat(SCORING.scoredRecords())
        .extracting(scored -> scored.image().score())
        .containsExactly(0.25);
    assertThat(SCORING.deadLetters.isEmpty()).isTrue();
  }

  @Property(tries = 500, shrinking = OFF, edgeCases = NONE)
  void shouldReportShotsAtMostOnceAndNoGoodOne(@ForAll("shots") List<SentRecord> burst) {
    burst.forEach(sent -> CHECK.prompts.pipeInput(sent.produced()));

    assertThat(CHECK.deadLetters.readRecordsToList())
        .extracting(letter -> DeadLetters.read(letter.headers()).orElseThrow().source().offset())
        .doesNotHaveDuplicates();
    CHECK.shouldLetGoodRecordsAndTombstonesPass();
  }

  @Provide
  Arbitrary<List<SentRecord>> images() {
    Arbitrary<byte[]> messages =
        files().map(file -> ImageEventCodec.toBytes(event("an event", new EncodedImage(file))));
    return SentRecord.of("camera-3", messages).list().ofSize(20);
  }

  @Provide
  Arbitrary<List<SentRecord>> shots() {
    Arbitrary<byte[]> messages = files().map(file -> ShotCodec.toBytes(shotOf(file)));
    return SentRecord.of(PRODUCT + "/s1", messages).list().ofSize(20);
  }

  private static Shot shotOf(byte[] file) {
    return new Shot(PRODUCT, "s1", new EncodedImage(file), StreamSamples.SHOT_TIME, "a test");
  }

  private static Arbitrary<byte[]> files() {
    List<byte[]> whole =
        List.of(
            image(0.5).bytes(),
            Samples.image("png", 33, 17, Color.RED).bytes(),
            Samples.image("jpg", 33, 17, Color.RED).bytes(),
            Samples.image("bmp", 9, 7, Color.RED).bytes());
    return Combinators.combine(Mutation.some(), Arbitraries.of(whole)).as(Mutation::apply);
  }
}
