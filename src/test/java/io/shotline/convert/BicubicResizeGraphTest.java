package io.shotline.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.BicubicResize;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.Region;
import io.shotline.testing.ArrayPixels;
import io.shotline.testing.Samples;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
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
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * The resize in Java against the graph that artifacts carry, level by level. The graph takes the
 * width first always: where Java does not, both sides are exchanged.
 */
class BicubicResizeGraphTest {
  private static final List<ModelInput> INPUTS =
      List.of(
          ModelInput.Square.withDefaults(15),
          new ModelInput.Square(448, 32, Fit.CENTRE),
          new ModelInput.Square(98, 7, Fit.SQUARE),
          new ModelInput.Rectangle(57_600, 16));

  private static Graph graph;
  private static Session session;
  private static final List<Operand<TUint8>> fitted = new ArrayList<>();

  @BeforeContainer
  static void makeTheGraph() {
    graph = new Graph();
    Ops tf = Ops.create(graph);
    Operand<TString> file =
        tf.withName("file").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    fitted.clear();
    INPUTS.forEach(input -> fitted.add(new DecodeGraph(tf, input).build(file)));
    session = new Session(graph);
  }

  @AfterContainer
  static void close() {
    session.close();
    graph.close();
  }

  @Property(tries = 100)
  void shouldGiveTheLevelsOfTheGraph(
      @ForAll @IntRange(min = 1, max = 700) int width,
      @ForAll @IntRange(min = 1, max = 700) int height,
      @ForAll @IntRange(min = 0, max = 3) int input,
      @ForAll boolean alpha,
      @ForAll long seed) {
    // A thinner strip becomes larger than any image that is let in.
    int longest = 20 * Math.min(height, width);
    requireSame(input, Math.min(width, longest), Math.min(height, longest), alpha, seed);
  }

  @Example
  void shouldTakeSidesThatARoundingMightMiss() {
    for (int input = 0; input < INPUTS.size(); input++) {
      for (boolean alpha : new boolean[] {false, true}) {
        requireSame(input, 960, 540, alpha, 1);
        requireSame(input, 540, 960, alpha, 2);
        requireSame(input, 240, 240, alpha, 3);
        requireSame(input, 1200, 241, alpha, 4);
        requireSame(input, 272, 208, alpha, 5);
        requireSame(input, 300, 240, alpha, 6);
        requireSame(input, 98, 98, alpha, 7);
        requireSame(input, 98, 97, alpha, 8);
        // Enlarged three times: the first row that is kept lies on an input row.
        requireSame(input, 80, 83, alpha, 12);
        requireSame(input, 83, 80, alpha, 13);
        requireSame(input, 1, 1, alpha, 9);
        requireSame(input, 1, 20, alpha, 10);
        requireSame(input, 20, 1, alpha, 11);
      }
    }
  }

  private static void requireSame(int input, int width, int height, boolean alpha, long seed) {
    ArrayPixels pixels = noise(new ImageSize(width, height), alpha, seed);
    DecodedImage image = resized(INPUTS.get(input), pixels);
    assertThat(image.size()).isEqualTo(INPUTS.get(input).seen(pixels.size()));
    assertThat(image.pixels())
        .as("%s, %d x %d, alpha %s, seed %d", INPUTS.get(input), width, height, alpha, seed)
        .isEqualTo(expected(input, pixels, image.size()));
  }

  private static byte[] expected(int input, ArrayPixels pixels, ImageSize seen) {
    int lower = pixels.size().height() - seen.height();
    int narrower = pixels.size().width() - seen.width();
    boolean heightFirst =
        INPUTS.get(input).fit() != Fit.CENTRE && lower > 0 && lower > 2 * narrower;
    if (!heightFirst) {
      return graph(input, file(pixels));
    }
    ArrayPixels exchanged =
        new ArrayPixels(
            new ImageSize(pixels.size().height(), pixels.size().width()),
            pixels.channels(),
            exchanged(pixels.levels(), pixels.size(), pixels.channels()));
    ImageSize exchangedSeen = new ImageSize(seen.height(), seen.width());
    return exchanged(graph(input, file(exchanged)), exchangedSeen, 3);
  }

  /** Makes rows of columns. */
  private static byte[] exchanged(byte[] levels, ImageSize size, int channels) {
    byte[] exchanged = new byte[levels.length];
    for (int i = 0; i < levels.length; i++) {
      int x = i / channels % size.width();
      int y = i / channels / size.width();
      exchanged[(x * size.height() + y) * channels + i % channels] = levels[i];
    }
    return exchanged;
  }

  private static DecodedImage resized(ModelInput input, Pixels pixels) {
    ImageSize size = pixels.size();
    Region all = new Region(0, 0, size.width(), size.height());
    return input.fit() == Fit.CENTRE
        ? BicubicResize.centre(pixels, all, ((ModelInput.Square) input).side())
        : BicubicResize.resize(pixels, all, input.seen(size));
  }

  private static byte[] graph(int input, EncodedImage image) {
    try (TString file = TString.tensorOfBytes(NdArrays.scalarOfObject(image.bytes()));
        Result result = session.runner().feed("file", file).fetch(fitted.get(input)).run()) {
      byte[] levels = new byte[(int) result.get(0).shape().size()];
      result.get(0).asRawTensor().data().read(levels);
      return levels;
    }
  }

  /** A third of the pixels is transparent, a third is not at all. */
  private static ArrayPixels noise(ImageSize size, boolean alpha, long seed) {
    ArrayPixels pixels = ArrayPixels.noise(size, alpha ? 4 : 3, seed);
    for (int i = 3; alpha && i < pixels.levels().length; i += 4) {
      int kind = Math.floorMod(pixels.levels()[i], 3);
      pixels.levels()[i] = kind == 0 ? 0 : kind == 1 ? (byte) 255 : pixels.levels()[i];
    }
    return pixels;
  }

  private static EncodedImage file(ArrayPixels pixels) {
    int width = pixels.size().width();
    boolean alpha = pixels.channels() == 4;
    BufferedImage image =
        new BufferedImage(
            width,
            pixels.size().height(),
            alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
    byte[] levels = pixels.levels();
    for (int i = 0; i < pixels.size().pixels(); i++) {
      int at = i * pixels.channels();
      int rgb = (levels[at] & 0xFF) << 16 | (levels[at + 1] & 0xFF) << 8 | levels[at + 2] & 0xFF;
      int opacity = alpha ? levels[at + 3] & 0xFF : 255;
      image.setRGB(i % width, i / width, opacity << 24 | rgb);
    }
    return Samples.encode(image, "png");
  }
}
