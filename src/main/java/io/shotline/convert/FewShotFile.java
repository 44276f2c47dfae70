package io.shotline.convert;

import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.checkpoint.StoredTensor;
import io.shotline.convert.checkpoint.TorchArchive;
import io.shotline.convert.checkpoint.TorchTensor;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the normal images that are published with the checkpoint: a torch file of a list of k
 * tensors [3, side, side], or of one tensor [k, 3, side, side], preprocessed and normalised with
 * CLIP's mean and deviation. Undoing the normalisation gives back the images that the model reads.
 */
public final class FewShotFile {
  private static final int MAX_IMAGES = 256;
  private static final int CHANNELS = 3;
  private static final int LEVELS = 255;
  private static final double TOLERANCE_LEVELS = 0.02;
  private static final String REMEDY =
      "; save a list of float32 tensors [3, side, side] as CLIP's preprocessing gives them";

  private FewShotFile() {}

  /**
   * The images, in the file's order.
   *
   * @throws CheckpointException if the file is not of that form, or a value is further than 0.02
   *     levels from one of 0 to 255; names the file, the image, its shape and the remedy
   */
  public static List<DecodedImage> read(Path file) throws IOException {
    try (TorchArchive archive = TorchArchive.open(file)) {
      Object saved = archive.load();
      if (saved instanceof TorchTensor batch) {
        return images(file, archive.map("of all images", batch));
      }
      List<DecodedImage> images = new ArrayList<>();
      for (Object image : list(file, saved)) {
        String where = file + ": image " + images.size();
        if (!(image instanceof TorchTensor tensor)) {
          throw new CheckpointException(where + " is not a tensor" + REMEDY);
        }
        StoredTensor stored = archive.map("of image " + images.size(), tensor);
        long side = side(stored.shape());
        checkShape(where, stored.shape(), CHANNELS, side, side);
        images.add(image(where, stored.floats(), 0, side));
      }
      return images;
    }
  }

  private static List<?> list(Path file, @Nullable Object saved) {
    List<?> list;
    if (saved instanceof List<?> values) {
      list = values;
    } else if (saved instanceof Object[] tuple) {
      list = Arrays.asList(tuple);
    } else {
      throw new CheckpointException(file + ": neither a list of images nor a tensor" + REMEDY);
    }
    checkCount(file, list.size());
    return list;
  }

  private static List<DecodedImage> images(Path file, StoredTensor batch) {
    long[] shape = batch.shape();
    long count = shape.length == 0 ? 0 : shape[0];
    long side = side(shape);
    checkShape(file + ": the tensor", shape, count, CHANNELS, side, side);
    checkCount(file, count);
    float[] values = batch.floats();
    List<DecodedImage> images = new ArrayList<>();
    int length = values.length / Math.toIntExact(count);
    for (int i = 0; i < count; i++) {
      images.add(image(file + ": image " + i, values, i * length, side));
    }
    return images;
  }

  /** Returns the side that the file's images have: each model has its own. */
  private static long side(long[] shape) {
    return shape.length == 0 ? 0 : Math.max(1, shape[shape.length - 1]);
  }

  private static void checkCount(Path file, long count) {
    if (count < 1 || count > MAX_IMAGES) {
      throw new CheckpointException(
          file + ": " + count + " images, not 1 to " + MAX_IMAGES + REMEDY);
    }
  }

  private static void checkShape(String where, long[] shape, long... expected) {
    if (!Arrays.equals(shape, expected)) {
      throw new CheckpointException(
          "%s has shape %s, not %s%s"
              .formatted(where, Arrays.toString(shape), Arrays.toString(expected), REMEDY));
    }
  }

  private static DecodedImage image(String where, float[] values, int begin, long side) {
    ImageSize size = new ImageSize(Math.toIntExact(side), Math.toIntExact(side));
    int plane = Math.toIntExact(size.pixels());
    byte[] pixels = new byte[plane * CHANNELS];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int pixel = 0; pixel < plane; pixel++) {
        float value = values[begin + channel * plane + pixel];
        double level =
            (value * ImageLevels.CLIP.deviation(channel) + ImageLevels.CLIP.mean(channel)) * LEVELS;
        long rounded = Math.round(level);
        // Written so that NaN fails.
        if (!(Math.abs(level - rounded) <= TOLERANCE_LEVELS) || rounded < 0 || rounded > LEVELS) {
          throw new CheckpointException(
              "%s of shape [3, %d, %d] has %s where only a level of 0 to 255, normalised, can be%s"
                  .formatted(where, side, side, value, REMEDY));
        }
        pixels[pixel * CHANNELS + channel] = (byte) rounded;
      }
    }
    return new DecodedImage(size, pixels);
  }
}
