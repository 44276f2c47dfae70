package io.shotline.core;

import static io.shotline.core.Plain.marked;
import static io.shotline.testing.Samples.event;
import static io.shotline.testing.Samples.shot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shotline.core.bank.ShotWarning;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Warning;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.testing.FakeModel;
import io.shotline.testing.LogLines;
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Images that are unlike the shots as a whole. */
@Timeout(600)
class ImageWarningsTest {
  private Scorer scorer = scorer(new FakeModel());
  private final FakeCatalog catalog = new FakeCatalog().withShots("bolt", marked(640, 480));

  @AfterEach
  void close() {
    scorer.close();
  }

  @Test
  void shouldWarnOfAnotherAspectAndAnotherSize() throws InterruptedException {
    assertThat(kinds(scored(marked(660, 480)))).isEmpty();
    assertThat(kinds(scored(marked(720, 480)))).containsExactly(Warning.Kind.OTHER_ASPECT);
    assertThat(kinds(scored(marked(321, 241)))).isEmpty();
    assertThat(kinds(scored(marked(320, 240)))).containsExactly(Warning.Kind.OTHER_SIZE);
    assertThat(kinds(scored(marked(1280, 960)))).containsExactly(Warning.Kind.OTHER_SIZE);
    assertThat(scored(marked(64, 48)).difference().warnings().get(0).detail())
        .contains("3072 pixels", "307200", "add shots of this one");
  }

  @Test
  void shouldWarnOfExchangedChannelsAndOfGreyAgainstColour() throws InterruptedException {
    catalog.withShots("cap", colour(200, 90, 40), colour(190, 95, 50));

    assertThat(kinds(scored("cap", colour(180, 90, 60)))).isEmpty();
    assertThat(kinds(scored("cap", colour(40, 90, 200))))
        .containsExactly(Warning.Kind.COLOUR_SHIFT);
    assertThat(kinds(scored("cap", colour(100, 100, 100))))
        .containsExactly(Warning.Kind.COLOUR_SHIFT);
    assertThat(scored("cap", colour(40, 90, 200)).difference().warnings().get(0).detail())
        .contains("red and blue look exchanged", "BGR");
  }

  @Test
  void shouldWarnOfMoreImagesInTheFileAndOfLostPieces() throws InterruptedException {
    byte[] one = Samples.image("jpg", 640, 480, new Color(60, 60, 60)).bytes();
    byte[] two = MarkedFiles.inserted(one, one.length, one);
    // A restart marker where there are to be none.
    byte[] torn = MarkedFiles.inserted(one, one.length - 2, new byte[] {-1, (byte) 0xD3});

    assertThat(kinds(scored(new EncodedImage(one)))).isEmpty();
    assertThat(kinds(scored(new EncodedImage(two)))).containsExactly(Warning.Kind.MORE_IMAGES);
    assertThat(kinds(scored(new EncodedImage(torn)))).containsExactly(Warning.Kind.DAMAGED_FILE);
  }

  @Test
  void shouldWarnOfWhatAlphaHides() throws InterruptedException {
    catalog.withShots("sheet", halves(255, 640), halves(255, 640));

    assertThat(kinds(scored("sheet", halves(255, 640)))).isEmpty();
    assertThat(kinds(scored("sheet", halves(0, 300)))).isEmpty();
    assertThat(kinds(scored("sheet", halves(8, 640)))).isEmpty();
    assertThat(kinds(scored("sheet", halves(0, 640)))).containsExactly(Warning.Kind.TRANSPARENT);
    assertThat(scored("sheet", halves(7, 321)).warnings().get(0))
        .hasToString(
            "Warning[kind=TRANSPARENT, detail=50 % of the picture is transparent, which the model"
                + " sees as black; save it without alpha]");
  }

  @Test
  void shouldWarnOfOneColourWhereShotsHaveMore() throws InterruptedException {
    catalog.withShots("sheet", halves(255, 640), halves(255, 640), Samples.grey(0));

    assertThat(kinds(scored("sheet", Plain.halves(0, 0)))).containsExactly(Warning.Kind.ONE_COLOUR);
    catalog.withShots("blank", Samples.grey(0), Samples.grey(9));
    assertThat(kinds(scored("blank", Samples.grey(0)))).isEmpty();
  }

  @Test
  void shouldWarnOfShotsThatShowNothing() {
    byte[] one = Samples.image("jpg", 640, 480, new Color(60, 60, 60)).bytes();
    EncodedImage two = new EncodedImage(MarkedFiles.inserted(one, one.length, one));
    catalog.withShots("sheet", halves(255, 640), halves(0, 640), two);

    try (LogLines log = new LogLines()) {
      scorer.shotReport("sheet", catalog);
      scorer.shotReport("sheet", catalog);
      assertThat(log.warnings())
          .filteredOn(line -> line.contains("shot shot-1 of product sheet: warning TRANSPARENT"))
          .hasSize(1);
    }
    assertThat(scorer.shotReport("sheet", catalog).warnings())
        .extracting(ShotWarning::shotId, shot -> shot.warning().kind())
        .containsExactly(
            tuple("shot-1", Warning.Kind.TRANSPARENT),
            tuple("shot-2", Warning.Kind.MORE_IMAGES),
            tuple("shot-2", Warning.Kind.ONE_COLOUR));
  }

  /** A dark and a bright half; the columns at the left have this alpha, the others can be seen. */
  private static EncodedImage halves(int alpha, int columns) {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 480; y++) {
      for (int x = 0; x < 640; x++) {
        int level = y < 240 ? 0x404040 : 0xC0C0C0;
        image.setRGB(x, y, (x < columns ? alpha << 24 : 0xFF000000) | level);
      }
    }
    return Samples.encode(image, "png");
  }

  @Test
  void shouldRefuseWhatAllShotsAndTheImageLeaveOfTheirDepth() throws InterruptedException {
    scorer.close();
    scorer = scorer(new Deep());
    View bits = new View(Fit.WHOLE, null, Tiles.AUTO, 10, Match.SAME, 12);
    // Deep takes an odd width for a file of 12 bits.
    catalog.withShots("deep", marked(641, 480), marked(641, 480));

    assertThat(rejected().detail()).contains("fit in 12", "--bits 12");
    catalog.with(new Product("deep", "deep", null, null, true, null, bits));
    scored("deep", marked(641, 480));
    catalog.with(Product.withDefaults("deep"));
    // A file of 8 bits tells nothing of the others.
    catalog.with(shot("deep", "plain", marked(640, 480)));
    assertThat(rejected().detail()).contains("fit in 12");
    catalog.with(shot("deep", "full", marked(642, 480)));
    scored("deep", marked(641, 480));
  }

  @Test
  void shouldRefuseAnImageOfUnknownDepthBesideShotsOfEightBits() throws InterruptedException {
    scorer.close();
    scorer = scorer(new Deep());
    catalog.withShots("deep", marked(640, 480), marked(640, 480));

    assertThat(rejected().detail()).contains("fit in 12", "--bits 12");
    scored("deep", marked(640, 480));
  }

  /** Finds 12 bits in files of an odd width and 16 in those of 642, unless told the depth. */
  private static final class Deep extends OtherModel {
    @Override
    public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
        throws UndecodableImageException {
      Pixels pixels = super.decode(image, header, bits);
      return new Pixels() {
        @Override
        public ImageSize size() {
          return pixels.size();
        }

        @Override
        public int channels() {
          return pixels.channels();
        }

        @Override
        public void readRow(int y, byte[] row) {
          pixels.readRow(y, row);
        }

        @Override
        public OptionalInt usedBits() {
          int width = size().width();
          return bits != null || width == 640
              ? OptionalInt.empty()
              : OptionalInt.of(width == 642 ? 16 : 12);
        }

        @Override
        public void close() {
          pixels.close();
        }
      };
    }
  }

  private static List<Warning.Kind> kinds(ScoredImage result) {
    return result.difference().warnings().stream().map(Warning::kind).toList();
  }

  private static EncodedImage colour(int red, int green, int blue) {
    return Samples.image("png", 320, 240, new Color(red, green, blue));
  }

  private ScoredImage scored(EncodedImage image) throws InterruptedException {
    return scored("bolt", image);
  }

  private ScoredImage scored(String product, EncodedImage image) throws InterruptedException {
    Outcome outcome = scorer.score(event(product, image), catalog);
    assertThat(outcome).isInstanceOf(Outcome.Judged.class);
    return ((Outcome.Judged) outcome).image();
  }

  private Rejection rejected() throws InterruptedException {
    Outcome outcome = scorer.score(event("deep", marked(641, 480)), catalog);
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).rejection();
  }

  private static Scorer scorer(ScoringModel model) {
    return new Scorer(
        model,
        ImageLimits.DEFAULT,
        new BatchSettings(4, Duration.ZERO, 0, 9),
        1 << 20,
        ScoringMonitor.NONE,
        Clock.systemUTC());
  }
}
