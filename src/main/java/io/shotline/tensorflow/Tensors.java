package io.shotline.tensorflow;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ResidualMap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Native tensors that are closed together. Used by one thread at a time. */
final class Tensors implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T tensor) {
    open.push(tensor);
    return tensor;
  }

  /** A scalar of bytes. */
  TString bytes(byte[] bytes) {
    return add(TString.tensorOfBytes(NdArrays.scalarOfObject(bytes)));
  }

  /**
   * Returns uint8 [B, height, width, 3].
   *
   * @param images of one size, at least one
   */
  TUint8 images(List<DecodedImage> images) {
    ImageSize size = images.get(0).size();
    long length = size.pixels() * DecodedImage.CHANNELS;
    Shape shape = Shape.of(images.size(), size.height(), size.width(), DecodedImage.CHANNELS);
    TUint8 tensor = add(TUint8.tensorOf(shape));
    ByteDataBuffer data = tensor.asRawTensor().data();
    for (int i = 0; i < images.size(); i++) {
      DecodedImage image = images.get(i);
      if (!image.size().equals(size)) {
        throw new IllegalArgumentException(
            "a run must have images of one size, got " + size + " and " + image.size());
      }
      data.offset(i * length).write(image.pixels());
    }
    return tensor;
  }

  /** An empty tensor of the shape, to be written. */
  TFloat32 floats(Shape shape) {
    return add(TFloat32.tensorOf(shape));
  }

  /** Returns [1, rows, columns]. */
  TFloat32 map(ResidualMap map) {
    TFloat32 tensor = floats(Shape.of(1, map.rows(), map.columns()));
    tensor.asRawTensor().data().asFloats().write(map.values());
    return tensor;
  }

  TInt32 integers(int[][] values) {
    return add(TInt32.tensorOf(StdArrays.ndCopyOf(values)));
  }

  TInt32 integers(int[] values) {
    return add(TInt32.vectorOf(values));
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  /** Closes a tensor, or a result with its tensors. */
  static void close(AutoCloseable tensor) {
    try {
      tensor.close();
    } catch (Exception e) {
      throw new IllegalStateException("a tensor cannot be closed", e);
    }
  }
}
