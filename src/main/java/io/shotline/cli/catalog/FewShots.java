package io.shotline.cli.catalog;

import io.shotline.cli.process.CommandFailedException;
import io.shotline.convert.FewShotFile;
import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Shots out of the few-shot files that were published with the paper, as PNG to be published. */
public final class FewShots {
  private static final String FORMAT = "png";

  private FewShots() {}

  /** Whether the file is one by its name: no image has these endings. */
  public static boolean isTorch(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(pt|pth|pyth)");
  }

  /**
   * The images in the file's order. They are of the model's size already, so that decoding them
   * gives their pixels back as they are.
   *
   * @throws CommandFailedException if it is no such file; names it, the fault and the remedy
   */
  public static List<EncodedImage> read(Path file) throws IOException {
    try {
      List<EncodedImage> shots = new ArrayList<>();
      for (DecodedImage image : FewShotFile.read(file)) {
        shots.add(png(image));
      }
      return shots;
    } catch (NoSuchFileException e) {
      throw new CommandFailedException("no such file: " + file, e);
    } catch (CheckpointException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static EncodedImage png(DecodedImage image) throws IOException {
    int width = image.size().width();
    int height = image.size().height();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    byte[] levels = image.pixels();
    for (int i = 0; i < width * height; i++) {
      int red = levels[3 * i] & 0xFF;
      int green = levels[3 * i + 1] & 0xFF;
      int blue = levels[3 * i + 2] & 0xFF;
      picture.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, FORMAT, bytes);
    return new EncodedImage(bytes.toByteArray());
  }
}
