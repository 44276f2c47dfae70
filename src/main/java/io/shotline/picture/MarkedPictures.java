package io.shotline.picture;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.AlertDrawing;
import io.shotline.core.result.ScoredImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;

/**
 * Draws images with their results over them, for people who are not at this machine. Nothing but
 * pixels passes from a file into a picture. Safe for use by many threads; two at a time draw, since
 * each holds all pixels of an image.
 */
public final class MarkedPictures implements AlertDrawing {
  private static final int LONGEST_SIDE = 1600;
  private static final int AT_ONCE = 2;

  private final Semaphore turns = new Semaphore(AT_ONCE);

  @Override
  public byte[] png(EncodedImage image, ScoredImage result) {
    turns.acquireUninterruptibly();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(Pane.marked(image, result, LONGEST_SIDE), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    } finally {
      turns.release();
    }
  }
}
