package io.shotline.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.checkpoint.PickleWriter;
import io.shotline.convert.checkpoint.TorchZip;
import io.shotline.core.image.DecodedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.razorvine.pickle.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FewShotFileTest {
  private static final int PLANE = 240 * 240;
  private static final long[] IMAGE = {3, 240, 240};
  private static final long[] STRIDES = {PLANE, 240, 1};
  private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
  private static final float[] DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};

  @TempDir private Path folder;

  @Test
  void shouldGiveBackTheImagesOfAList() throws IOException {
    byte[] first = levels(5);
    byte[] second = levels(6);
    TorchZip zip = TorchZip.of(list(2)).storage("0", normalised(first));
    List<DecodedImage> images = FewShotFile.read(write(zip.storage("1", normalised(second))));
    assertThat(images).hasSize(2);
    assertThat(images.get(0).pixels()).isEqualTo(first);
    assertThat(images.get(1).pixels()).isEqualTo(second);
  }

  @Test
  void shouldGiveBackTheImagesOfOneTensor() throws IOException {
    byte[] first = levels(7);
    byte[] second = levels(8);
    float[] both = new float[6 * PLANE];
    System.arraycopy(normalised(first), 0, both, 0, 3 * PLANE);
    System.arraycopy(normalised(second), 0, both, 3 * PLANE, 3 * PLANE);
    long[] shape = {2, 3, 240, 240};
    long[] strides = {3 * PLANE, PLANE, 240, 1};
    PickleWriter pickle = new PickleWriter().tensor("0", both.length, 0, shape, strides);
    List<DecodedImage> images =
        FewShotFile.read(write(TorchZip.of(pickle.stop()).storage("0", both)));
    assertThat(images).hasSize(2);
    assertThat(images.get(1).pixels()).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(floats = {0.123f, -1.80f, 2.3f, Float.NaN, Float.POSITIVE_INFINITY})
  void shouldRefuseValuesThatAreNoLevels(float value) throws IOException {
    float[] values = normalised(levels(9));
    values[1000] = value;
    TorchZip zip = TorchZip.of(list(1)).storage("0", values);
    refuses(zip, "image 0 of shape [3, 240, 240] has " + value);
  }

  @Test
  void shouldNameTheImageOfAnotherShape() throws IOException {
    PickleWriter pickle = new PickleWriter().operation(Opcodes.EMPTY_LIST);
    pickle.tensor("0", 3 * PLANE, 0, IMAGE, STRIDES).operation(Opcodes.APPEND);
    pickle.tensor("0", 3 * PLANE, 0, new long[] {3, 120, 240}, STRIDES).operation(Opcodes.APPEND);
    TorchZip zip = TorchZip.of(pickle.stop()).storage("0", normalised(levels(1)));
    refuses(zip, "image 1 has shape [3, 120, 240], not [3, 240, 240]");
  }

  @Test
  void shouldRefuseOtherContents() throws IOException {
    refuses(TorchZip.of(new PickleWriter().text("x").stop()), "neither a list of images");
    refuses(TorchZip.of(new PickleWriter().operation(Opcodes.EMPTY_TUPLE).stop()), "0 images");
    refuses(TorchZip.of(list(300)), "300 images");
    PickleWriter texts = new PickleWriter().text("x").operation(Opcodes.TUPLE1);
    refuses(TorchZip.of(texts.stop()), "image 0 is not a tensor");
    PickleWriter scalar = new PickleWriter().tensor("0", 1, 0, new long[0], new long[0]);
    refuses(TorchZip.of(scalar.stop()).storage("0", 1), "the tensor has shape []");
  }

  private void refuses(TorchZip zip, String message) throws IOException {
    Path file = write(zip);
    assertThatThrownBy(() -> FewShotFile.read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("shots.pt: " + message)
        .hasMessageContaining("save a list of float32 tensors");
  }

  private Path write(TorchZip zip) throws IOException {
    return zip.write(folder.resolve("shots.pt"));
  }

  private static byte[] list(int images) {
    PickleWriter pickle = new PickleWriter().operation(Opcodes.EMPTY_LIST).operation(Opcodes.MARK);
    for (int i = 0; i < images; i++) {
      pickle.tensor(Integer.toString(i), 3 * PLANE, 0, IMAGE, STRIDES);
    }
    return pickle.operation(Opcodes.APPENDS).stop();
  }

  private static byte[] levels(long seed) {
    byte[] pixels = new byte[3 * PLANE];
    new Random(seed).nextBytes(pixels);
    return pixels;
  }

  /** As torchvision does it, in float32. */
  private static float[] normalised(byte[] pixels) {
    float[] values = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int channel = i % 3;
      values[channel * PLANE + i / 3] =
          ((pixels[i] & 0xff) / 255f - MEAN[channel]) / DEVIATION[channel];
    }
    return values;
  }
}
