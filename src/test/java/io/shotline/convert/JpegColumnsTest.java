package io.shotline.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ModelInput;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
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
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Making only the columns that are needed of a JPEG must not change a level of what is made. */
class JpegColumnsTest {
  private static final String METADATA = "javax_imageio_jpeg_image_1.0";
  private static final ModelInput INPUT = ModelInput.Square.withDefaults(15);
  private static final int LENGTH = 240 * 240 * 3;
  private static Graph graph;
  private static Session session;
  private static Operand<TUint8> inPart;
  private static Operand<TUint8> inFull;

  @BeforeContainer
  static void makeTheGraph() {
    graph = new Graph();
    Ops tf = Ops.create(graph);
    Operand<TString> file =
        tf.withName("file").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    inPart = new DecodeGraph(tf, INPUT).build(file);
    Operand<TUint8> pixels =
        tf.image.decodeJpeg(
            file, DecodeJpeg.channels(3L), DecodeJpeg.dctMethod("INTEGER_ACCURATE"));
    Operand<TInt32> size =
        tf.slice(tf.shape(pixels), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
    PillowResize.Window all = new PillowResize.Window(tf.constant(new int[] {0, 0}), size);
    inFull = tf.dtypes.cast(new PillowResize(tf, INPUT).crop(pixels, all, size, 3), TUint8.class);
    session = new Session(graph);
  }

  @AfterContainer
  static void close() {
    session.close();
    graph.close();
  }

  @Property(tries = 60)
  void shouldGiveTheSameLevelsHoweverChromaIsSampled(
      @ForAll @IntRange(min = 1, max = 500) int height,
      @ForAll @IntRange(min = 1, max = 1200) int width,
      @ForAll @IntRange(min = 0, max = 4) int sampling,
      @ForAll boolean progressive,
      @ForAll long seed)
      throws IOException {
    int longest = 20 * Math.min(height, width);
    requireSame(Math.min(height, longest), Math.min(width, longest), sampling, progressive, seed);
  }

  @Example
  void shouldTakeTheSidesOfACamera() throws IOException {
    requireSame(1080, 1920, 1, false, 1);
    requireSame(1920, 1080, 1, true, 2);
  }

  @Example
  void shouldTakeGrey() throws IOException {
    BufferedImage grey = new BufferedImage(640, 480, BufferedImage.TYPE_BYTE_GRAY);
    grey.getGraphics().drawImage(noise(480, 640, 3), 0, 0, null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(grey, "jpeg", bytes)).isTrue();
    requireSame(bytes.toByteArray(), "grey");
  }

  private static void requireSame(
      int height, int width, int sampling, boolean progressive, long seed) throws IOException {
    requireSame(
        jpeg(noise(height, width, seed), sampling, progressive),
        "%d x %d, sampling %d, seed %d".formatted(height, width, sampling, seed));
  }

  private static void requireSame(byte[] jpeg, String which) {
    try (TString file = TString.tensorOfBytes(NdArrays.scalarOfObject(jpeg));
        Result result = session.runner().feed("file", file).fetch(inPart).fetch(inFull).run()) {
      List<byte[]> levels = List.of(new byte[LENGTH], new byte[LENGTH]);
      for (int i = 0; i < 2; i++) {
        result.get(i).asRawTensor().data().read(levels.get(i));
      }
      assertThat(levels.get(0)).as(which).isEqualTo(levels.get(1));
    }
  }

  private static BufferedImage noise(int height, int width, long seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    SplittableRandom random = new SplittableRandom(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  private static byte[] jpeg(BufferedImage image, int sampling, boolean progressive)
      throws IOException {
    int[][] samplings = {{1, 1}, {2, 2}, {2, 1}, {4, 1}, {1, 2}};
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
      IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(METADATA);
      IIOMetadataNode luma = (IIOMetadataNode) tree.getElementsByTagName("componentSpec").item(0);
      luma.setAttribute("HsamplingFactor", String.valueOf(samplings[sampling][0]));
      luma.setAttribute("VsamplingFactor", String.valueOf(samplings[sampling][1]));
      metadata.setFromTree(METADATA, tree);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, metadata), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
