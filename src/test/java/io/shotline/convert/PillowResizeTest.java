package io.shotline.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Fit;
import io.shotline.core.image.FittedImage;
import io.shotline.core.image.Fitting;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ModelInput;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** Against Pillow's algorithm written down position by position, in whole numbers. */
class PillowResizeTest {
  private static final int CHANNELS = 3;
  private static final ModelInput CENTRE = ModelInput.Square.withDefaults(15);
  private static final ModelInput LARGE = new ModelInput.Square(448, 32, Fit.CENTRE);
  private static final ModelInput SQUEEZED = new ModelInput.Square(98, 7, Fit.SQUARE);
  private static final ModelInput RECTANGLE = new ModelInput.Rectangle(57_600, 16);
  private static final List<ModelInput> INPUTS = List.of(CENTRE, LARGE, SQUEEZED, RECTANGLE);

  private static Graph graph;
  private static Session session;

  @BeforeContainer
  static void makeTheGraph() {
    graph = new Graph();
    Ops tf = Ops.create(graph);
    Operand<TUint8> image = tf.withName("image").placeholder(TUint8.class);
    Operand<TInt32> size =
        tf.slice(tf.shape(image), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
    for (ModelInput input : INPUTS) {
      PillowResize resize = new PillowResize(tf, input);
      PillowResize.Window window = resize.window(size);
      Operand<TInt32> pixels =
          resize.crop(resize.pixels(image, window, CHANNELS), window, size, CHANNELS);
      Operand<TInt32> cropped = tf.withName(name(input)).identity(pixels);
      assertThat(cropped.op().name()).isEqualTo(name(input));
    }
    session = new Session(graph);
  }

  private static String name(ModelInput input) {
    return "crop_" + INPUTS.indexOf(input);
  }

  @AfterContainer
  static void close() {
    session.close();
    graph.close();
  }

  @Property(tries = 60)
  void shouldGiveTheLevelsOfPillow(
      @ForAll @IntRange(min = 1, max = 700) int height,
      @ForAll @IntRange(min = 1, max = 700) int width,
      @ForAll long seed) {
    // A thinner strip becomes larger than any image that is let in.
    int longest = 20 * Math.min(height, width);
    requireSame(CENTRE, Math.min(height, longest), Math.min(width, longest), seed);
  }

  @Property(tries = 60)
  void shouldGiveTheLevelsOfPillowToModelsOfOtherShapes(
      @ForAll @IntRange(min = 1, max = 700) int height,
      @ForAll @IntRange(min = 1, max = 700) int width,
      @ForAll @IntRange(min = 1, max = 3) int input,
      @ForAll long seed) {
    int longest = 20 * Math.min(height, width);
    requireSame(INPUTS.get(input), Math.min(height, longest), Math.min(width, longest), seed);
  }

  @Example
  void shouldTakeAllSidesOfACamera() {
    for (ModelInput input : INPUTS) {
      requireSame(input, 1080, 1920, 1);
      requireSame(input, 1920, 1080, 2);
      requireSame(input, 240, 240, 3);
      requireSame(input, 241, 2400, 4);
      requireSame(input, 208, 272, 5);
      requireSame(input, 448, 448, 6);
    }
  }

  private static void requireSame(ModelInput input, int height, int width, long seed) {
    byte[] image = new byte[height * width * CHANNELS];
    new Random(seed).nextBytes(image);
    ImageSize size = new ImageSize(width, height);
    FittedImage fitted = new Fitting(input.fit(), input.seen(size)).of(size);
    assertThat(graph(input, image, fitted))
        .as("%s, %d x %d, seed %d", input, height, width, seed)
        .isEqualTo(expected(image, fitted));
  }

  private static int[] graph(ModelInput input, byte[] image, FittedImage fitted) {
    ImageSize size = fitted.source();
    ImageSize seen = fitted.seen();
    try (TUint8 pixels = TUint8.tensorOf(Shape.of(size.height(), size.width(), CHANNELS))) {
      pixels.asRawTensor().data().write(image);
      try (Result result = session.runner().feed("image", pixels).fetch(name(input)).run()) {
        assertThat(result.get(0).shape())
            .isEqualTo(Shape.of(seen.height(), seen.width(), CHANNELS));
        int[] levels = new int[(int) seen.pixels() * CHANNELS];
        result.get(0).asRawTensor().data().asInts().read(levels);
        return levels;
      }
    }
  }

  private static int[] expected(byte[] image, FittedImage fitted) {
    int width = fitted.source().width();
    int height = fitted.source().height();
    ImageSize seen = fitted.seen();
    int[][] across = new int[seen.width()][];
    int[] lefts = weights(width, fitted.scaled().width(), fitted.left(), across);
    int[][] down = new int[seen.height()][];
    int[] tops = weights(height, fitted.scaled().height(), fitted.top(), down);
    int[] levels = new int[(int) seen.pixels() * CHANNELS];
    int[] column = new int[height];
    for (int x = 0; x < seen.width(); x++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        for (int y = 0; y < height; y++) {
          long sum = 0;
          for (int i = 0; i < across[x].length; i++) {
            int at = ((y * width) + lefts[x] + i) * CHANNELS + channel;
            sum += (long) across[x][i] * Byte.toUnsignedInt(image[at]);
          }
          column[y] = level(sum);
        }
        for (int y = 0; y < seen.height(); y++) {
          long sum = 0;
          for (int i = 0; i < down[y].length; i++) {
            sum += (long) down[y][i] * column[tops[y] + i];
          }
          levels[(y * seen.width() + x) * CHANNELS + channel] = level(sum);
        }
      }
    }
    return levels;
  }

  private static int level(long sum) {
    return (int) Math.max(0, Math.min(255, (sum + (1 << 21)) >> 22));
  }

  /** The weights of the positions kept; returns the first input of each. */
  private static int[] weights(int length, int resized, int offset, int[][] weights) {
    double scale = (double) length / resized;
    double stretch = Math.max(scale, 1);
    int[] first = new int[weights.length];
    for (int i = 0; i < first.length; i++) {
      double centre = (offset + i + 0.5) * scale;
      first[i] = Math.max(0, (int) (centre - 2 * stretch + 0.5));
      int end = Math.min(length, (int) (centre + 2 * stretch + 0.5));
      double[] exact = new double[end - first[i]];
      double total = 0;
      for (int k = 0; k < exact.length; k++) {
        exact[k] = bicubic((k + first[i] - centre + 0.5) / stretch);
        total += exact[k];
      }
      weights[i] = new int[exact.length];
      for (int k = 0; k < exact.length; k++) {
        double fixed = exact[k] / total * (1 << 22);
        weights[i][k] = (int) (fixed < 0 ? fixed - 0.5 : fixed + 0.5);
      }
    }
    return first;
  }

  private static double bicubic(double signed) {
    double x = Math.abs(signed);
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
  }
}
