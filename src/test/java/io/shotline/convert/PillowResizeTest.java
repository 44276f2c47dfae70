package io.shotline.convert;

import static org.assertj.core.api.Assertions.assertThat;

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
  private static final int SIDE = 240;
  private static final int CHANNELS = 3;
  private static Graph graph;
  private static Session session;

  @BeforeContainer
  static void makeTheGraph() {
    graph = new Graph();
    Ops tf = Ops.create(graph);
    Operand<TUint8> image = tf.withName("image").placeholder(TUint8.class);
    PillowResize resize = new PillowResize(tf);
    Operand<TInt32> size =
        tf.slice(tf.shape(image), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
    PillowResize.Window window = resize.window(size);
    Operand<TInt32> cropped =
        tf.withName("crop")
            .identity(resize.crop(resize.pixels(image, window, CHANNELS), window, size, CHANNELS));
    assertThat(cropped.op().name()).isEqualTo("crop");
    session = new Session(graph);
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
    requireSame(Math.min(height, longest), Math.min(width, longest), seed);
  }

  @Example
  void shouldTakeAllSidesOfACamera() {
    requireSame(1080, 1920, 1);
    requireSame(1920, 1080, 2);
    requireSame(240, 240, 3);
    requireSame(241, 2400, 4);
  }

  private static void requireSame(int height, int width, long seed) {
    byte[] image = new byte[height * width * CHANNELS];
    new Random(seed).nextBytes(image);
    assertThat(graph(image, height, width))
        .as("%d x %d, seed %d", height, width, seed)
        .isEqualTo(expected(image, height, width));
  }

  private static int[] graph(byte[] image, int height, int width) {
    try (TUint8 pixels = TUint8.tensorOf(Shape.of(height, width, CHANNELS))) {
      pixels.asRawTensor().data().write(image);
      try (Result result = session.runner().feed("image", pixels).fetch("crop").run()) {
        assertThat(result.get(0).shape()).isEqualTo(Shape.of(SIDE, SIDE, CHANNELS));
        int[] levels = new int[SIDE * SIDE * CHANNELS];
        result.get(0).asRawTensor().data().asInts().read(levels);
        return levels;
      }
    }
  }

  private static int[] expected(byte[] image, int height, int width) {
    int shorter = Math.min(height, width);
    int[][] across = new int[SIDE][];
    int[] lefts = weights(width, shorter, across);
    int[][] down = new int[SIDE][];
    int[] tops = weights(height, shorter, down);
    int[] levels = new int[SIDE * SIDE * CHANNELS];
    int[] column = new int[height];
    for (int x = 0; x < SIDE; x++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        for (int y = 0; y < height; y++) {
          long sum = 0;
          for (int i = 0; i < across[x].length; i++) {
            int at = ((y * width) + lefts[x] + i) * CHANNELS + channel;
            sum += (long) across[x][i] * Byte.toUnsignedInt(image[at]);
          }
          column[y] = level(sum);
        }
        for (int y = 0; y < SIDE; y++) {
          long sum = 0;
          for (int i = 0; i < down[y].length; i++) {
            sum += (long) down[y][i] * column[tops[y] + i];
          }
          levels[(y * SIDE + x) * CHANNELS + channel] = level(sum);
        }
      }
    }
    return levels;
  }

  private static int level(long sum) {
    return (int) Math.max(0, Math.min(255, (sum + (1 << 21)) >> 22));
  }

  /** The weights of the 240 positions of the middle; returns the first input of each. */
  private static int[] weights(int length, int shorter, int[][] weights) {
    int resized = (int) ((long) SIDE * length / shorter);
    double scale = (double) length / resized;
    double stretch = Math.max(scale, 1);
    int offset = (int) Math.rint((resized - SIDE) / 2.0);
    int[] first = new int[SIDE];
    for (int i = 0; i < SIDE; i++) {
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
