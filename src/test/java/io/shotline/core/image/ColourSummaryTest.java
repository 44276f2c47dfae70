package io.shotline.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColourSummaryTest {
  private static final ImageSize SIZE = new ImageSize(240, 180);

  @Test
  void shouldFindNothingInAnotherLightOrWithADefect() {
    ColourSummary shot = of(shapes(1, 0, false));

    assertThat(of(shapes(2, 0, false)).shiftFrom(shot)).isEmpty();
    assertThat(of(shapes(3, 20, false)).shiftFrom(shot)).as("brighter").isEmpty();
    assertThat(of(shapes(4, -20, false)).shiftFrom(shot)).as("darker").isEmpty();
    DecodedImage defect = shapes(5, 0, false);
    for (int i = 0; i < defect.pixels().length / 20; i += 3) {
      defect.pixels()[i] = (byte) 255;
    }
    assertThat(of(defect).shiftFrom(shot)).as("a red stripe").isEmpty();
  }

  @Test
  void shouldFindThatRedAndBlueWereExchanged() {
    assertThat(of(shapes(2, 0, true)).shiftFrom(of(shapes(1, 0, false))).orElseThrow())
        .contains("red and blue look exchanged", "of a shot", "RGB or BGR");
  }

  @Test
  void shouldFindThatColourIsLackingOnOneSide() {
    ColourSummary colour = of(shapes(1, 0, false));
    ColourSummary grey = of(grey());

    assertThat(grey.shiftFrom(colour).orElseThrow())
        .contains("it is grey and the shots have colour");
    assertThat(colour.shiftFrom(grey).orElseThrow())
        .contains("it has colour and the shots are grey");
    assertThat(grey.shiftFrom(grey)).isEmpty();
    ColourSummary pale = of(pale(shapes(1, 0, false)));
    assertThat(colour.shiftFrom(pale).orElseThrow()).contains("it has far more colour");
  }

  @Test
  void shouldTakeAllTilesTogether() {
    DecodedImage grey = grey();
    DecodedImage colour = shapes(1, 0, false);

    assertThat(ColourSummary.of(List.of(grey, colour)).shiftFrom(of(colour))).isEmpty();
  }

  @Test
  void shouldFindThatALensIsCovered() {
    DecodedImage covered = noise(3, 5);
    // Hot pixels shine all the same.
    for (int pixel = 0; pixel < SIZE.pixels(); pixel += 500) {
      covered.pixels()[3 * pixel] = (byte) 255;
    }

    assertThat(of(DecodedImage.black(SIZE)).oneColour().orElseThrow())
        .contains("mean red, green, blue 0, 0, 0", "vary by 0 of 255", "its cap");
    assertThat(of(covered).oneColour()).isPresent();
    assertThat(of(noise(90, 5)).oneColour()).as("a blank sheet").isPresent();
  }

  @Test
  void shouldNotTakeAPartForOneColour() {
    DecodedImage screw = noise(90, 4);
    for (int row = 80; row < 94; row++) {
      for (int column = 90; column < 110; column++) {
        screw.pixels()[3 * (row * SIZE.width() + column) + 1] = 120;
      }
    }

    assertThat(of(shapes(1, 0, false)).oneColour()).isEmpty();
    assertThat(of(grey()).oneColour()).isEmpty();
    assertThat(of(noise(90, 9)).oneColour()).as("a plain surface").isEmpty();
    assertThat(of(screw).oneColour()).as("0.6 % of the picture").isEmpty();
    assertThat(ColourSummary.of(List.of(noise(20, 3), noise(90, 3))).oneColour())
        .as("two tiles")
        .isEmpty();
  }

  /** Levels from one on, so many of them, by chance. */
  private static DecodedImage noise(int level, int levels) {
    Random random = new Random(8);
    DecodedImage image = DecodedImage.black(SIZE);
    for (int i = 0; i < image.pixels().length; i++) {
      image.pixels()[i] = (byte) (level + random.nextInt(levels));
    }
    return image;
  }

  private static ColourSummary of(DecodedImage image) {
    return ColourSummary.of(List.of(image));
  }

  /** The same with a sixth of its colour. */
  private static DecodedImage pale(DecodedImage image) {
    byte[] pixels = image.pixels();
    for (int at = 0; at < pixels.length; at += 3) {
      int green = pixels[at + 1] & 0xff;
      pixels[at] = (byte) (green + ((pixels[at] & 0xff) - green) / 6);
      pixels[at + 2] = (byte) (green + ((pixels[at + 2] & 0xff) - green) / 6);
    }
    return image;
  }

  private static DecodedImage grey() {
    DecodedImage image = DecodedImage.black(SIZE);
    for (int i = 0; i < image.pixels().length; i++) {
      image.pixels()[i] = (byte) (i / 3 % 200);
    }
    return image;
  }

  /** A blue sheet with an orange quarter, noisy and in this light. */
  private static DecodedImage shapes(long seed, int light, boolean exchanged) {
    Random random = new Random(seed);
    DecodedImage image = DecodedImage.black(SIZE);
    for (int pixel = 0; pixel < SIZE.pixels(); pixel++) {
      boolean orange = pixel % SIZE.width() < 120 && pixel / SIZE.width() < 90;
      int noise = light + random.nextInt(11) - 5;
      int red = (orange ? 210 : 40) + noise;
      int blue = (orange ? 60 : 120) + noise;
      image.pixels()[3 * pixel] = (byte) (exchanged ? blue : red);
      image.pixels()[3 * pixel + 1] = (byte) ((orange ? 120 : 70) + noise);
      image.pixels()[3 * pixel + 2] = (byte) (exchanged ? red : blue);
    }
    return image;
  }
}
