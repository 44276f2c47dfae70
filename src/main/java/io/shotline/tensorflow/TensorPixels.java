package io.shotline.tensorflow;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;

/**
 * The pixels that a decoder gave, in TensorFlow's memory. Decoders of PNG give alpha as it is; that
 * of BMP gives one channel of grey, or a fourth that is padding.
 */
final class TensorPixels implements Pixels {
  private final AutoCloseable owner;
  private final ByteDataBuffer data;
  private final ImageSize size;
  private final int stored;
  private final int[] order;
  private final byte[] line;

  /**
   * @param owner of the tensor, which this takes over
   * @param tensor uint8 [height, width, channels]
   * @param alpha whether the last channel is alpha
   */
  TensorPixels(AutoCloseable owner, Tensor tensor, boolean alpha) {
    Shape shape = tensor.shape();
    this.owner = owner;
    this.data = tensor.asRawTensor().data();
    this.size = new ImageSize(Math.toIntExact(shape.get(1)), Math.toIntExact(shape.get(0)));
    this.stored = Math.toIntExact(shape.get(2));
    this.order = ChannelOrder.of(stored, alpha);
    this.line = new byte[stored == order.length ? 0 : size.width() * stored];
  }

  @Override
  public ImageSize size() {
    return size;
  }

  @Override
  public int channels() {
    return order.length;
  }

  @Override
  public void readRow(int y, byte[] row) {
    long length = (long) size.width() * stored;
    ByteDataBuffer from = data.slice(y * length, length);
    if (stored == order.length) {
      from.read(row, 0, (int) length);
      return;
    }
    from.read(line);
    int to = 0;
    for (int pixel = 0; pixel < line.length; pixel += stored) {
      for (int channel : order) {
        row[to++] = line[pixel + channel];
      }
    }
  }

  @Override
  public void close() {
    Tensors.close(owner);
  }
}
