package io.shotline.tensorflow;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;

/**
 * The pixels that a decoder gave, in TensorFlow's memory. Decoders of PNG give alpha as it is; that
 * of BMP gives one channel of grey, or a fourth that is padding.
 */
final class TensorPixels implements Pixels {
  private static final int COLOURS = 3;

  private final Result result;
  private final ByteDataBuffer data;
  private final ImageSize size;
  private final int stored;
  private final int channels;
  private final byte[] line;

  /**
   * @param result [height, width, channels], which this takes over
   * @param alpha whether a fourth channel is alpha
   */
  TensorPixels(Result result, boolean alpha) {
    Tensor tensor = result.get(0);
    Shape shape = tensor.shape();
    this.result = result;
    this.data = tensor.asRawTensor().data();
    this.size = new ImageSize(Math.toIntExact(shape.get(1)), Math.toIntExact(shape.get(0)));
    this.stored = Math.toIntExact(shape.get(2));
    this.channels = alpha ? stored : COLOURS;
    this.line = new byte[stored == channels ? 0 : size.width() * stored];
  }

  @Override
  public ImageSize size() {
    return size;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public void readRow(int y, byte[] row) {
    long length = (long) size.width() * stored;
    ByteDataBuffer from = data.slice(y * length, length);
    if (stored == channels) {
      from.read(row, 0, (int) length);
      return;
    }
    from.read(line);
    for (int x = 0; x < size.width(); x++) {
      for (int colour = 0; colour < COLOURS; colour++) {
        row[COLOURS * x + colour] = line[stored * x + Math.min(colour, stored - 1)];
      }
    }
  }

  @Override
  public void close() {
    result.close();
  }
}
