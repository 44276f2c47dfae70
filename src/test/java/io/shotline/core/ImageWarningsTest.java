package io.shotline.core;

import static io.shotline.core.Plain.marked;
import static io.shotline.testing.Samples.event;
import static io.shotline.testing.Samples.shot;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.shotline.testing.MarkedFiles;
import io.shotline.testing.Samples;
import java.awt.Color;
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
