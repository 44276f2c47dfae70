package io.shotline.tensorflow;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.DamagedFile;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.ImageHeader.Format;
import org.jspecify.annotations.Nullable;
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
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint16;
import org.tensorflow.types.TUint8;

/**
 * Decodes image files with TensorFlow's decoders, in a graph and a session of its own: no model has
 * a say in it. Safe for use by many threads.
 */
final class ImageFileGraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Session session;
  private final Operand<TString> file;
  private final Operand<TInt32> jpegShape;
  private final Operand<TUint8> jpeg;
  private final Operand<TUint8> png;
  private final Operand<TUint8> pngWithAlpha;
  private final Operand<TUint16> deepPng;
  private final Operand<TUint8> bmp;

  ImageFileGraph(ConfigProto config) {
    Ops tf = Ops.create(graph);
    this.file = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    this.jpegShape = tf.image.extractJpegShape(file);
    // The slow, exact inverse transform is the one that Pillow's decoder uses too.
    this.jpeg =
        tf.image.decodeJpeg(
            file, DecodeJpeg.channels(3L), DecodeJpeg.dctMethod("INTEGER_ACCURATE"));
    this.png = tf.image.decodePng(file, TUint8.class, DecodePng.channels(3L));
    this.pngWithAlpha = tf.image.decodePng(file, TUint8.class, DecodePng.channels(4L));
    this.deepPng = tf.image.decodePng(file, TUint16.class, DecodePng.channels(0L));
    this.bmp = tf.image.decodeBmp(file, DecodeBmp.channels(0L));
    this.session = new Session(graph, config);
  }

  /**
   * Decodes a file; the pixels lie as they are stored.
   *
   * @param bits of deep samples by the view; null leaves them to the file
   * @throws UndecodableImageException if the file is cut short or broken
   */
  Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
      throws UndecodableImageException {
    if (header.format() == Format.TIFF) {
      return TiffPixels.decode(image, header, bits);
    }
    Result result = run(image, header);
    boolean read = false;
    try {
      requireSize(result.get(0).shape(), header.storedSize());
      Pixels pixels =
          isDeepPng(header)
              ? DeepPixels.of(result, result.get(0), header.samples(), bits)
              : new TensorPixels(result, result.get(0), isClear(header));
      read = true;
      return pixels;
    } finally {
      if (!read) {
        result.close();
      }
    }
  }

  private Result run(EncodedImage image, ImageHeader header) throws UndecodableImageException {
    try (Tensors tensors = new Tensors()) {
      TString bytes = tensors.bytes(image.bytes());
      if (header.format() == Format.JPEG) {
        requireSize(jpegShape(bytes), header.storedSize());
      }
      return session.runner().feed(file, bytes).fetch(decoder(header)).run();
    } catch (TFInvalidArgumentException e) {
      throw new UndecodableImageException(DamagedFile.pixels(header.format()), e);
    }
  }

  /** Reads the header as the decoder does, before it takes memory for the pixels. */
  private Shape jpegShape(TString bytes) {
    try (Result result = session.runner().feed(file, bytes).fetch(jpegShape).run()) {
      TInt32 shape = (TInt32) result.get(0);
      return Shape.of(shape.getInt(0), shape.getInt(1), shape.getInt(2));
    }
  }

  /** Limits and views were checked by the header: pixels of another size must not pass. */
  private static void requireSize(Shape found, ImageSize announced)
      throws UndecodableImageException {
    if (found.get(0) != announced.height() || found.get(1) != announced.width()) {
      throw new UndecodableImageException(
          "the header announces "
              + announced
              + " pixels, but there are "
              + found.get(1)
              + " x "
              + found.get(0)
              + "; save it anew");
    }
  }

  private Operand<?> decoder(ImageHeader header) {
    return switch (header.format()) {
      case JPEG -> jpeg;
      case PNG -> isDeepPng(header) ? deepPng : isClear(header) ? pngWithAlpha : png;
      case BMP -> bmp;
      case TIFF -> throw new IllegalArgumentException("TensorFlow has no decoder of TIFF");
    };
  }

  private static boolean isDeepPng(ImageHeader header) {
    return header.format() == Format.PNG && header.samples().isDeep();
  }

  private static boolean isClear(ImageHeader header) {
    return header.format() == Format.PNG && header.samples().hasAlpha();
  }

  @Override
  public void close() {
    try (graph) {
      session.close();
    }
  }
}
