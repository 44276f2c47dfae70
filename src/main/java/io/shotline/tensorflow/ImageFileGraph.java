package io.shotline.tensorflow;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageHeader;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.UndecodableImageException;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeBmp;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.DecodePng;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Decodes image files with TensorFlow's decoders, in a graph and a session of its own: no model has
 * a say in it. Safe for use by many threads.
 */
final class ImageFileGraph implements AutoCloseable {
  /** PNG, 11.2.2: byte 25 is the colour type; 4 is grey with alpha, 6 is RGB with alpha. */
  private static final int PNG_COLOUR_TYPE = 25;

  private final Graph graph = new Graph();
  private final Session session;
  private final Operand<TString> file;
  private final Operand<TUint8> jpeg;
  private final Operand<TUint8> png;
  private final Operand<TUint8> pngWithAlpha;
  private final Operand<TUint8> bmp;

  ImageFileGraph(ConfigProto config) {
    Ops tf = Ops.create(graph);
    this.file = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    // The slow, exact inverse transform is the one that Pillow's decoder uses too.
    this.jpeg =
        tf.image.decodeJpeg(
            file, DecodeJpeg.channels(3L), DecodeJpeg.dctMethod("INTEGER_ACCURATE"));
    this.png = tf.image.decodePng(file, TUint8.class, DecodePng.channels(3L));
    this.pngWithAlpha = tf.image.decodePng(file, TUint8.class, DecodePng.channels(4L));
    this.bmp = tf.image.decodeBmp(file, DecodeBmp.channels(0L));
    this.session = new Session(graph, config);
  }

  /**
   * Decodes a file of 8 bits; the pixels lie as they are stored.
   *
   * @throws UndecodableImageException if the file is cut short or broken
   */
  Pixels decode(EncodedImage image, ImageHeader header) throws UndecodableImageException {
    try (Tensors tensors = new Tensors()) {
      TString bytes = tensors.bytes(image.bytes());
      Operand<TUint8> decoder = decoder(image, header);
      Result result = session.runner().feed(file, bytes).fetch(decoder).run();
      return new TensorPixels(result, decoder == pngWithAlpha);
    } catch (TFInvalidArgumentException e) {
      throw new UndecodableImageException(firstLine(e), e);
    }
  }

  private Operand<TUint8> decoder(EncodedImage image, ImageHeader header) {
    return switch (header.format()) {
      case JPEG -> jpeg;
      case PNG -> hasAlphaChannel(image.bytes()) ? pngWithAlpha : png;
      case BMP -> bmp;
    };
  }

  private static boolean hasAlphaChannel(byte[] png) {
    return png[PNG_COLOUR_TYPE] == 4 || png[PNG_COLOUR_TYPE] == 6;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be decoded");
  }

  @Override
  public void close() {
    try (graph) {
      session.close();
    }
  }
}
