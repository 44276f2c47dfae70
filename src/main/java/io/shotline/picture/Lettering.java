package io.shotline.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;

/** Writes lines of text into a picture; writes nothing on a machine without fonts. */
final class Lettering {
  private static final String MORE = "\u2026";

  private final boolean isThere;

  Lettering() {
    this.isThere = hasFonts();
  }

  /**
   * Writes one line, its middle left out where there is no room.
   *
   * @param baseline of the text
   * @param room in dots
   */
  void write(Graphics2D pen, String text, int x, int baseline, int room, Color colour, Font font) {
    if (!isThere) {
      return;
    }
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setFont(font);
    pen.setColor(colour);
    pen.drawString(fitting(pen, text.replaceAll("\\p{Cntrl}", "?"), room), x, baseline);
  }

  /** The ends of a name tell more than its middle. */
  private static String fitting(Graphics2D pen, String text, int room) {
    String shown = text;
    int kept = Math.min(text.length(), 400);
    while (kept > 2 && pen.getFontMetrics().stringWidth(shown) > room) {
      kept--;
      int head = kept / 2;
      shown = text.substring(0, head) + MORE + text.substring(text.length() - (kept - head));
    }
    return shown;
  }

  /** Java fails in many ways where the system has no fonts, as some containers do not. */
  private static boolean hasFonts() {
    try {
      return !new Font(Font.SANS_SERIF, Font.PLAIN, 12)
          .getStringBounds("a", new FontRenderContext(null, true, true))
          .isEmpty();
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false;
    }
  }
}
