package io.shotline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Fit;
import io.shotline.core.image.FittedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.result.Difference;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import io.shotline.core.view.ViewedPart;
import io.shotline.testing.SampleScores;
import io.shotline.testing.Samples;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeatMapTest {
  private static final int BLACK = Color.BLACK.getRGB();

  /** A white pixel left and up in a wide image, where it is to be seen. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0",
    "2, 29, 0",
    "3, 29, 19",
    "4, 0, 19",
    "5, 0, 0",
    "6, 19, 0",
    "7, 19, 29",
    "8, 0, 29"
  })
  void shouldDrawOverTheUprightImage(int orientation, int x, int y) throws Exception {
    BufferedImage stored = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
    stored.setRGB(0, 0, Color.WHITE.getRGB());

    BufferedImage upright = UprightSource.of(Samples.encode(stored, "png"), orientation, 100);

    assertThat(upright.getWidth()).isEqualTo(orientation < 5 ? 30 : 20);
    assertThat(upright.getRGB(x, y)).isEqualTo(Color.WHITE.getRGB());
  }

  @Test
  void shouldLayTheHeatOverWhatWasLookedAtAndDrawItsBorder() throws Exception {
    BufferedImage picture = picture(new Region(100, 40, 80, 60), Tiles.ONE, 1);

    assertThat(new Color(picture.getRGB(140, 70)).getRed()).isGreaterThan(100);
    assertThat(picture.getRGB(40, 70)).isEqualTo(BLACK);
    assertThat(picture.getRGB(140, 150)).isEqualTo(BLACK);
    assertThat(new Color(picture.getRGB(100, 70)).getBlue()).isGreaterThan(150);
    assertThat(new Color(picture.getRGB(140, 40)).getBlue()).isGreaterThan(150);
  }

  @Test
  void shouldDrawNoBorderWhereAllWasLookedAt() throws Exception {
    BufferedImage picture = picture(new Region(0, 0, 320, 240), Tiles.ONE, 1);

    assertThat(new Color(picture.getRGB(0, 100)).getBlue()).isZero();
    assertThat(new Color(picture.getRGB(160, 100)).getRed()).isGreaterThan(100);
  }

  @Test
  void shouldDrawTheBordersOfTiles() throws Exception {
    BufferedImage picture = picture(new Region(0, 0, 320, 240), new Tiles(2, 1), 0);

    // Tiles of 320 / 1.9 pixels: the second begins where it ends with the image.
    assertThat(new Color(picture.getRGB(151, 100)).getBlue()).isGreaterThan(150);
    assertThat(new Color(picture.getRGB(168, 100)).getBlue()).isGreaterThan(150);
    assertThat(picture.getRGB(160, 100)).isEqualTo(BLACK);
  }

  @Test
  void shouldKeepAThinScratchWhereTheImageIsMadeSmaller() throws Exception {
    BufferedImage stored = new BufferedImage(1600, 800, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 1600; x++) {
      stored.setRGB(x, 333, Color.WHITE.getRGB());
    }

    BufferedImage small = UprightSource.of(Samples.encode(stored, "png"), 1, 200);

    assertThat(small.getWidth()).isEqualTo(200);
    assertThat(small.getHeight()).isEqualTo(100);
    int brightest = 0;
    for (int y = 0; y < 100; y++) {
      brightest = Math.max(brightest, new Color(small.getRGB(100, y)).getRed());
    }
    assertThat(brightest).isBetween(20, 60);
  }

  private static BufferedImage picture(Region chosen, Tiles tiles, float heat) throws Exception {
    ImageSize size = new ImageSize(320, 240);
    ImageSize source = new ImageSize(chosen.width(), chosen.height());
    FittedImage fitted = new FittedImage(source, source, 0, 0, source);
    View view =
        new View(Fit.WHOLE, new ViewRegion.Measured(chosen, size), tiles, 10, Match.SAME, null);
    Difference difference =
        new Difference(
            List.of(),
            ShotBasis.UNKNOWN,
            null,
            new ResidualMap(1, 1, new float[] {heat}),
            new ViewedPart(view, size, chosen, fitted, tiles, 1),
            List.of());
    ScoredImage sample = SampleScores.image("plate", "camera-1", 0.1);
    ScoredImage result =
        new ScoredImage(
            sample.subject(),
            sample.scoredAt(),
            sample.model(),
            sample.judgement(),
            difference,
            sample.timings());
    // Of the image's size, so that dots of the pane are its pixels.
    return Pane.marked(Samples.grey(0), result, 320);
  }
}
