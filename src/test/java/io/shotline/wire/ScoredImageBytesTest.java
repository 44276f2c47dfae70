package io.shotline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Fitting;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.result.Difference;
import io.shotline.core.result.Judgement;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.ScoreComponents;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.StageTimings;
import io.shotline.core.result.Subject;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.view.ViewedPart;
import io.shotline.wire.v1.Fit;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds records of results against the bytes that the version before wrote of the same results. */
class ScoredImageBytesTest {
  private static final Instant CAPTURED = Instant.parse("2026-03-04T05:06:07.008Z");
  private static final Subject SUBJECT =
      new Subject("event-1", "camera-2", "bolt", CAPTURED, Map.of());
  private static final ModelLabel MODEL = new ModelLabel("mini", "7");
  private static final SourceRecord SOURCE = new SourceRecord("line1.images", 5, 81);

  private static final String SCORE =
      "0a076576656e742d31120863616d6572612d321a04626f6c74220b08bffb9ecd061080a4e803"
          + "2a0b08c0fb9ecd061080a4e803300241000000000000e03f49000000000000d03f"
          + "522409000000000000e03f11000000000000c03f19000000000000e83f21000000000000b03f"
          + "62027331620273326a046d696e697201377a120a0c6c696e65312e696d61676573100518518201"
          + "1a0a0410c0843d12041080897a1a0510c08db7012205108092f401880180059001e003";

  @Test
  void shouldWriteAScoreAsBeforeAndAddWhatWasLookedAt() {
    assertThat(hex(score())).startsWith(SCORE).hasSizeGreaterThan(SCORE.length());
  }

  @Test
  void shouldReadAScoreOfBefore() {
    assertThat(ScoredImageCodec.parse(HexFormat.of().parseHex(SCORE)))
        .isEqualTo(new Parsed.Valid<>(new ScoredRecord(score(), SOURCE)));
  }

  @Test
  void shouldReadWhatAModelOfRectanglesSawBefore() {
    io.shotline.wire.v1.ResidualMap map =
        io.shotline.wire.v1.ResidualMap.newBuilder()
            .setRows(1)
            .setColumns(1)
            .addValues(.5f)
            .setFit(Fit.FIT_WHOLE)
            .setSeenWidth(272)
            .setSeenHeight(208)
            .build();
    io.shotline.wire.v1.ScoredImage.Builder before =
        ScoredImageCodec.message(score()).clearViewedPart().setResidualMap(map);

    ScoredImage read =
        ScoredImageCodec.parse(before.build().toByteArray()).asOptional().orElseThrow().image();

    assertThat(read.viewedPart().region()).isEqualTo(new Region(0, 0, 640, 480));
    assertThat(read.viewedPart().share()).isEqualTo(1);
    assertThat(read.viewedPart().orientation()).isEqualTo(1);
    assertThat(read.warnings()).isEmpty();
    assertThat(read.subject().attributes()).isEmpty();
  }

  private static ScoredImage score() {
    return new ScoredImage(
        SUBJECT,
        CAPTURED.plusSeconds(1),
        MODEL,
        Judgement.of(0.5, new Threshold(0.25, null, 0, Set.of())),
        new Difference(
            List.of("s1", "s2"),
            ShotBasis.UNKNOWN,
            new ScoreComponents(0.5, 0.125, 0.75, 0.0625),
            null,
            ViewedPart.of(Fitting.DEFAULT, new ImageSize(640, 480), 1),
            List.of()),
        new StageTimings(
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(3),
            Duration.ofMillis(4)));
  }

  @Test
  void shouldWriteASkipAsBefore() {
    Judgement skipped = Judgement.skipped(new Skip(Skip.Reason.TOO_OLD, "waited"));
    ScoredImage image =
        new ScoredImage(
            SUBJECT, CAPTURED.plusSeconds(1), MODEL, skipped, Difference.NONE, StageTimings.NONE);

    assertThat(hex(image))
        .isEqualTo(
            "0a076576656e742d31120863616d6572612d321a04626f6c74220b08bffb9ecd061080a4e803"
                + "2a0b08c0fb9ecd061080a4e80330033a067761697465646a046d696e697201377a120a0c6c696e"
                + "65312e696d61676573100518518201080a0012001a002200980102");
  }

  private static String hex(ScoredImage image) {
    return HexFormat.of().formatHex(ScoredImageCodec.toBytes(new ScoredRecord(image, SOURCE)));
  }
}
