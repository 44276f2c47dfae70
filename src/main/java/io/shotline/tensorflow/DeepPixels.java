package io.shotline.tensorflow;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.StoredSamples;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ShortDataBuffer;

/**
 * Pixels of more than 8 bits in TensorFlow's memory; rows are brought to 8 bits as they are read.
 */
final class DeepPixels implements Pixels {
  private static final int BLOCK = 1 << 16;

  private final AutoCloseable owner;
  private final ShortDataBuffer data;
  private final ImageSize size;
  private final int stored;
  private final int[] order;
  private final SampleDepth depth;
  private final short[] line;

  private DeepPixels(AutoCloseable owner, Tensor tensor, boolean alpha, SampleDepth depth) {
    Shape shape = tensor.shape();
    this.owner = owner;
    this.data = tensor.asRawTensor().data().asShorts();
    this.size = new ImageSize(Math.toIntExact(shape.get(1)), Math.toIntExact(shape.get(0)));
    this.stored = Math.toIntExact(shape.get(2));
    this.order = ChannelOrder.of(stored, alpha);
    this.depth = depth;
    this.line = new short[size.width() * stored];
  }

  /**
   * Returns the pixels.
   *
   * @param owner of the tensor, which this takes over
   * @param tensor uint16 [height, width, channels]
   * @param chosen bits by the view; null leaves them to the file
   * @throws UndecodableImageException if samples need more bits than the view says
   */
  static DeepPixels of(
      AutoCloseable owner, Tensor tensor, StoredSamples samples, @Nullable Integer chosen)
      throws UndecodableImageException {
    boolean alpha = samples.hasAlpha();
    int used = used(tensor, alpha);
    SampleDepth depth = SampleDepth.of(samples, chosen, used);
    if (depth.isExceededBy(used)) {
      throw new UndecodableImageException(
          "samples use "
              + (Integer.SIZE - Integer.numberOfLeadingZeros(used))
              + " bits, but the view says "
              + depth.bits()
              + "; set bits to 16, or leave them out");
    }
    return new DeepPixels(owner, tensor, alpha, depth);
  }

  /** Returns all samples but those of alpha, bit by bit or. */
  private static int used(Tensor tensor, boolean alpha) {
    ShortDataBuffer data = tensor.asRawTensor().data().asShorts();
    int stored = Math.toIntExact(tensor.shape().get(2));
    int colours = alpha ? stored - 1 : stored;
    int blockLength = BLOCK / stored * stored;
    short[] block = new short[(int) Math.min(blockLength, data.size())];
    int used = 0;
    for (long from = 0; from < data.size(); from += block.length) {
      int length = (int) Math.min(block.length, data.size() - from);
      data.slice(from, length).read(block, 0, length);
      for (int pixel = 0; pixel < length; pixel += stored) {
        for (int colour = 0; colour < colours; colour++) {
          used |= block[pixel + colour];
        }
      }
    }
    return used & 0xFFFF;
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
  public OptionalInt usedBits() {
    return depth.guessed();
  }

  @Override
  public void readRow(int y, byte[] row) {
    data.slice((long) y * line.length, line.length).read(line);
    int to = 0;
    for (int pixel = 0; pixel < line.length; pixel += stored) {
      for (int channel : order) {
        row[to++] = depth.level(line[pixel + channel] & 0xFFFF);
      }
    }
  }

  @Override
  public void close() {
    Tensors.close(owner);
  }
}
