package io.shotline.picture;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the picture of a result: verdict and figures in words, below them the marked image, and
 * beside it the shot that it is most like. Used by one thread.
 */
final class ResultPicture {
  /** Longest side of the image and of the shot. */
  static final int PANE = 900;

  private static final int MARGIN = 16;
  private static final int LEAST_WIDTH = 360;
  private static final int HEAD = 68;
  private static final int FOOT = 34;
  private static final Color INK = new Color(0x1c2430);
  private static final Color PALE_INK = new Color(0x5a6675);
  private static final Color ANOMALOUS = new Color(0xb3261e);
  private static final Color NORMAL = new Color(0x1b6e3c);
  private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 22);
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

  private final Lettering lettering = new Lettering();

  /** An image and the words below it. */
  record Titled(String title, BufferedImage image) {
    Titled {
      requireNonNull(title, "title");
      requireNonNull(image, "image");
    }
  }

  /**
   * Returns the picture.
   *
   * @param image with its result drawn over it
   * @param shot that it is most like; null if there is none
   */
  BufferedImage of(ScoredImage result, Titled image, @Nullable Titled shot) {
    int slot = Math.max(LEAST_WIDTH, width(image, shot));
    int height = Math.max(image.image().getHeight(), shot == null ? 0 : shot.image().getHeight());
    int slots = shot == null ? 1 : 2;
    BufferedImage picture =
        new BufferedImage(
            MARGIN + slots * (slot + MARGIN),
            HEAD + height + FOOT + MARGIN / 2,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    int room = picture.getWidth() - 2 * MARGIN;
    lettering.write(
        pen, ResultWords.headline(result), MARGIN, 30, room, colour(result.verdict()), LARGE);
    lettering.write(pen, ResultWords.figures(result), MARGIN, 54, room, INK, SMALL);
    draw(pen, image, MARGIN, slot, height);
    if (shot != null) {
      draw(pen, shot, slot + 2 * MARGIN, slot, height);
    }
    pen.dispose();
    return picture;
  }

  private void draw(Graphics2D pen, Titled titled, int x, int slot, int height) {
    pen.drawImage(titled.image(), x, HEAD, null);
    lettering.write(pen, titled.title(), x, HEAD + height + 22, slot, PALE_INK, SMALL);
  }

  private static int width(Titled image, @Nullable Titled shot) {
    return Math.max(image.image().getWidth(), shot == null ? 0 : shot.image().getWidth());
  }

  private static Color colour(Verdict verdict) {
    return switch (verdict) {
      case ANOMALOUS -> ANOMALOUS;
      case NORMAL -> NORMAL;
      case SKIPPED -> PALE_INK;
    };
  }
}
