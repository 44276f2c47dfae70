package io.shotline.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.shotline.convert.PillowResize.Window;
import io.shotline.core.image.ModelInput;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.op.image.DecodeAndCropJpeg;
import org.tensorflow.op.image.DecodeBmp;
import org.tensorflow.op.image.DecodePng;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * From an image file to the pixels that a model takes, as Pillow makes them (model.md,
 * preprocessing steps 1 to 3): decode, grey replicated, alpha dropped after an alpha-premultiplied
 * resize, palettes read as RGB. Which branch runs is decided by the file's first bytes.
 */
final class DecodeGraph {
  /**
   * What of an image is needed.
   *
   * @param pixels of the window
   * @param size height and width of the whole image, [2]
   */
  private record Part(Operand<TUint8> pixels, Window window, Operand<TInt32> size) {}

  private final Ops tf;
  private final ModelInput input;
  private final PillowResize resize;

  DecodeGraph(Ops tf, ModelInput input) {
    this.tf = tf;
    this.input = input;
    this.resize = new PillowResize(tf, input);
  }

  /**
   * Adds the graph.
   *
   * @param encoded scalar, the file's bytes
   * @return uint8 [height, width, 3]
   */
  Operand<TUint8> build(Operand<TString> encoded) {
    SwitchCond<TString> jpeg = tf.switchCond(encoded, startsWith(encoded, 0, "\u00ff\u00d8"));
    Operand<TString> notJpeg = jpeg.outputFalse();
    SwitchCond<TString> bmp = tf.switchCond(notJpeg, startsWith(notJpeg, 0, "BM"));
    Operand<TString> anyPng = bmp.outputFalse();
    SwitchCond<TString> png = tf.switchCond(anyPng, hasAlphaChannel(anyPng));

    Part opaque = merged(jpeg(jpeg.outputTrue()), bmp(bmp.outputTrue()), png(png.outputFalse(), 3));
    Operand<TInt32> pixels =
        tf.merge(
                List.of(
                    resize.crop(opaque.pixels(), opaque.window(), opaque.size(), 3),
                    transparent(png(png.outputTrue(), 4))))
            .output();
    return tf.withName("image").ensureShape(tf.dtypes.cast(pixels, TUint8.class), shape());
  }

  private Shape shape() {
    return input instanceof ModelInput.Square square
        ? Shape.of(square.side(), square.side(), 3)
        : Shape.of(-1, -1, 3);
  }

  private Part merged(Part... parts) {
    List<Part> all = List.of(parts);
    return new Part(
        tf.merge(all.stream().map(Part::pixels).toList()).output(),
        new Window(
            tf.merge(all.stream().map(part -> part.window().first()).toList()).output(),
            tf.merge(all.stream().map(part -> part.window().length()).toList()).output()),
        tf.merge(all.stream().map(Part::size).toList()).output());
  }

  /**
   * The slow, exact inverse transform is the one that Pillow's decoder uses too. Columns that are
   * not needed are not made: less to transform and to copy. Of a whole file only a pixel at the
   * edge of what is made may differ, as its chroma has no neighbour; of one with missing scans
   * libjpeg smooths the blocks that are there, some of them at the edge.
   */
  private Part jpeg(Operand<TString> file) {
    Operand<TInt32> size = size(tf.image.extractJpegShape(file, TInt32.class));
    Window window = resize.window(size);
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> columns = resize.at(window.length(), 1);
    Operand<TUint8> image =
        tf.image.decodeAndCropJpeg(
            file,
            tf.stack(List.of(zero, resize.at(window.first(), 1), resize.at(size, 0), columns)),
            DecodeAndCropJpeg.channels(3L),
            DecodeAndCropJpeg.dctMethod("INTEGER_ACCURATE"));
    Operand<TUint8> pixels =
        tf.slice(
            image,
            tf.stack(List.of(resize.at(window.first(), 0), zero, zero)),
            tf.stack(List.of(resize.at(window.length(), 0), columns, tf.constant(3))));
    return new Part(pixels, window, size);
  }

  private Part png(Operand<TString> file, int channels) {
    return part(
        tf.image.decodePng(file, TUint8.class, DecodePng.channels((long) channels)), channels);
  }

  /** One channel is replicated; the fourth is padding, not alpha, in an uncompressed BMP. */
  private Part bmp(Operand<TString> file) {
    Operand<TUint8> image = tf.image.decodeBmp(file, DecodeBmp.channels(0L));
    Operand<TInt32> channels = tf.gather(tf.shape(image), tf.constant(2), tf.constant(0));
    Operand<TInt32> rgb =
        tf.math.minimum(tf.constant(new int[] {0, 1, 2}), tf.math.sub(channels, tf.constant(1)));
    return part(tf.gather(image, rgb, tf.constant(2)), 3);
  }

  private Part part(Operand<TUint8> image, int channels) {
    Operand<TInt32> size = size(tf.shape(image));
    Window window = resize.window(size);
    return new Part(resize.pixels(image, window, channels), window, size);
  }

  private Operand<TInt32> size(Operand<TInt32> shape) {
    return tf.slice(shape, tf.constant(new int[] {0}), tf.constant(new int[] {2}));
  }

  /** PNG, 11.2.2: byte 25 is the colour type; 4 is grey with alpha, 6 is RGB with alpha. */
  private Operand<TBool> hasAlphaChannel(Operand<TString> file) {
    return tf.math.logicalOr(startsWith(file, 25, "\u0004"), startsWith(file, 25, "\u0006"));
  }

  /**
   * Resizes premultiplied colours, then divides by the resized alpha, in Pillow's rounding; an
   * image that needs no resizing keeps its colours, transparent ones too.
   */
  private Operand<TInt32> transparent(Part image) {
    Operand<TInt32> rgba = tf.dtypes.cast(image.pixels(), TInt32.class);
    Operand<TInt32> full = tf.constant(255);
    Operand<TBool> keepsSize = ResizeTarget.keepsSize(tf, input, image.size());
    Operand<TInt32> leastAlpha = tf.math.mul(tf.dtypes.cast(keepsSize, TInt32.class), full);
    Operand<TInt32> alphaSent = tf.math.maximum(channels(rgba, 3, 1), leastAlpha);
    Operand<TInt32> product = tf.math.mul(channels(rgba, 0, 3), alphaSent);
    Operand<TInt32> premultiplied = tf.math.floorDiv(tf.math.add(product, tf.constant(127)), full);
    Operand<TInt32> resized =
        resize.crop(
            tf.concat(List.of(premultiplied, alphaSent), tf.constant(2)),
            image.window(),
            image.size(),
            4);
    Operand<TInt32> colour = channels(resized, 0, 3);
    Operand<TInt32> alpha = channels(resized, 3, 1);
    Operand<TInt32> divisor = tf.math.maximum(alpha, tf.constant(1));
    Operand<TInt32> divided =
        tf.math.minimum(full, tf.math.floorDiv(tf.math.mul(colour, full), divisor));
    Operand<TBool> invisible = tf.math.equal(alpha, tf.constant(0));
    return tf.select(tf.broadcastTo(invisible, tf.shape(colour)), colour, divided);
  }

  private Operand<TInt32> channels(Operand<TInt32> image, int first, int count) {
    return tf.slice(
        image, tf.constant(new int[] {0, 0, first}), tf.constant(new int[] {-1, -1, count}));
  }

  private Operand<TBool> startsWith(Operand<TString> file, int at, String bytes) {
    Operand<TString> found = tf.strings.substr(file, tf.constant(at), tf.constant(bytes.length()));
    return tf.math.equal(found, tf.constant(ISO_8859_1, bytes));
  }
}
