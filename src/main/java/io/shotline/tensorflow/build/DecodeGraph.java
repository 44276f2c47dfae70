package io.shotline.tensorflow.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.shotline.core.CentreCrop;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.op.image.DecodeBmp;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.DecodePng;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * From an image file to 240 x 240 pixels as Pillow makes them (model.md, preprocessing steps 1 to
 * 3): decode, grey replicated, alpha dropped after an alpha-premultiplied resize, palettes read as
 * RGB. Which branch runs is decided by the file's first bytes.
 */
final class DecodeGraph {
  private final Ops tf;
  private final PillowResize resize;

  DecodeGraph(Ops tf) {
    this.tf = tf;
    this.resize = new PillowResize(tf);
  }

  /**
   * Adds the graph.
   *
   * @param encoded scalar, the file's bytes
   * @return uint8 [240, 240, 3]
   */
  Operand<TUint8> build(Operand<TString> encoded) {
    SwitchCond<TString> jpeg = tf.switchCond(encoded, startsWith(encoded, 0, "\u00ff\u00d8"));
    Operand<TString> notJpeg = jpeg.outputFalse();
    SwitchCond<TString> bmp = tf.switchCond(notJpeg, startsWith(notJpeg, 0, "BM"));
    Operand<TString> anyPng = bmp.outputFalse();
    SwitchCond<TString> png = tf.switchCond(anyPng, hasAlphaChannel(anyPng));

    Operand<TUint8> opaque =
        tf.merge(List.of(jpeg(jpeg.outputTrue()), bmp(bmp.outputTrue()), png(png.outputFalse(), 3)))
            .output();
    Operand<TInt32> pixels =
        tf.merge(List.of(resize.crop(opaque, 3), transparent(png(png.outputTrue(), 4)))).output();
    return tf.withName("image")
        .ensureShape(
            tf.dtypes.cast(pixels, TUint8.class), Shape.of(CentreCrop.SIDE, CentreCrop.SIDE, 3));
  }

  /** The slow, exact inverse transform is the one that Pillow's decoder uses too. */
  private Operand<TUint8> jpeg(Operand<TString> file) {
    return tf.image.decodeJpeg(
        file, DecodeJpeg.channels(3L), DecodeJpeg.dctMethod("INTEGER_ACCURATE"));
  }

  private Operand<TUint8> png(Operand<TString> file, long channels) {
    return tf.image.decodePng(file, TUint8.class, DecodePng.channels(channels));
  }

  /** One channel is replicated; the fourth is padding, not alpha, in an uncompressed BMP. */
  private Operand<TUint8> bmp(Operand<TString> file) {
    Operand<TUint8> image = tf.image.decodeBmp(file, DecodeBmp.channels(0L));
    Operand<TInt32> channels = tf.gather(tf.shape(image), tf.constant(2), tf.constant(0));
    Operand<TInt32> rgb =
        tf.math.minimum(tf.constant(new int[] {0, 1, 2}), tf.math.sub(channels, tf.constant(1)));
    return tf.gather(image, rgb, tf.constant(2));
  }

  /** PNG, 11.2.2: byte 25 is the colour type; 4 is grey with alpha, 6 is RGB with alpha. */
  private Operand<TBool> hasAlphaChannel(Operand<TString> file) {
    return tf.math.logicalOr(startsWith(file, 25, "\u0004"), startsWith(file, 25, "\u0006"));
  }

  /**
   * Resizes premultiplied colours, then divides by the resized alpha, in Pillow's rounding; an
   * image that needs no resizing keeps its colours, transparent ones too.
   */
  private Operand<TInt32> transparent(Operand<TUint8> image) {
    Operand<TInt32> rgba = tf.dtypes.cast(image, TInt32.class);
    Operand<TInt32> full = tf.constant(255);
    Operand<TInt32> size =
        tf.slice(tf.shape(image), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
    Operand<TInt32> shorter = tf.reduceMin(size, tf.constant(0));
    Operand<TBool> keepsSize = tf.math.equal(shorter, tf.constant(CentreCrop.SIDE));
    Operand<TInt32> leastAlpha = tf.math.mul(tf.dtypes.cast(keepsSize, TInt32.class), full);
    Operand<TInt32> alphaSent = tf.math.maximum(channels(rgba, 3, 1), leastAlpha);
    Operand<TInt32> product = tf.math.mul(channels(rgba, 0, 3), alphaSent);
    Operand<TInt32> premultiplied = tf.math.floorDiv(tf.math.add(product, tf.constant(127)), full);
    Operand<TInt32> resized =
        resize.crop(tf.concat(List.of(premultiplied, alphaSent), tf.constant(2)), 4);
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
