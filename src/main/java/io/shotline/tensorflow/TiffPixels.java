package io.shotline.tensorflow;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.StoredSamples;
import io.shotline.tiff.TiffReader;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.ShortDataBuffer;
import org.tensorflow.types.TUint16;
import org.tensorflow.types.TUint8;

/** Puts the samples of TIFF files into TensorFlow's memory, as other decoders do: off the heap. */
final class TiffPixels {
  private TiffPixels() {}

  /**
   * Decodes a file; the pixels lie as they are stored.
   *
   * @param bits by the view; null leaves them to the file
   * @throws UndecodableImageException if the file is cut short or broken
   */
  static Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
      throws UndecodableImageException {
    if (!header.unsupported().isEmpty()) {
      throw new UndecodableImageException(header.unsupported());
    }
    ImageSize size = header.storedSize();
    StoredSamples samples = header.samples();
    Shape shape = Shape.of(size.height(), size.width(), samples.channels());
    Tensor tensor = samples.isDeep() ? TUint16.tensorOf(shape) : TUint8.tensorOf(shape);
    boolean read = false;
    try {
      TiffReader.read(image.bytes(), header, sink(tensor, samples));
      Pixels pixels =
          samples.isDeep()
              ? DeepPixels.of(tensor, tensor, samples, bits)
              : new TensorPixels(tensor, tensor, samples.hasAlpha());
      read = true;
      return pixels;
    } finally {
      if (!read) {
        tensor.close();
      }
    }
  }

  private static TiffReader.Sink sink(Tensor tensor, StoredSamples samples) {
    long width = tensor.shape().get(1);
    int channels = samples.channels();
    if (samples.isDeep()) {
      ShortDataBuffer data = tensor.asRawTensor().data().asShorts();
      return (x, y, row, length) ->
          data.slice((y * width + x) * channels, length).write(row, 0, length);
    }
    ByteDataBuffer data = tensor.asRawTensor().data();
    byte[] levels = new byte[Math.toIntExact(width * channels)];
    return (x, y, row, length) -> {
      for (int i = 0; i < length; i++) {
        levels[i] = (byte) row[i];
      }
      data.slice((y * width + x) * channels, length).write(levels, 0, length);
    };
  }
}
