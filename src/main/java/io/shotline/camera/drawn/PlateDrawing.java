package io.shotline.camera.drawn;

import static io.shotline.camera.drawn.PlateShape.HALF_HEIGHT;
import static io.shotline.camera.drawn.PlateShape.HALF_WIDTH;
import static io.shotline.camera.drawn.PlateShape.HOLE_X;
import static io.shotline.camera.drawn.PlateShape.HOLE_Y;
import static io.shotline.camera.drawn.PlateShape.SLOT_HALF_LENGTH;
import static io.shotline.camera.drawn.PlateShape.SLOT_X;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Random;
import java.util.Set;

/**
 * Draws a sound plate, or one that lacks parts: brushed aluminium, four countersunk holes, a brass
 * bushing, a slot and a printed code. Coordinates are pixels from the plate's centre. No text,
 * since a machine without fonts must draw the same.
 */
final class PlateDrawing {
  private static final Color DARK = new Color(0x24262A);
  private static final Color BLUE = new Color(0x1F5C9E);

  private final BrushedMetal metal = new BrushedMetal();

  /** Draws the plate with its shadow onto an empty layer. */
  void draw(Graphics2D g, Plate plate, Random random) {
    g.setPaint(metal.paint(random));
    g.fill(plate.outline());
    g.setComposite(AlphaComposite.SrcAtop);
    bevel(g, plate.outline());
    drawParts(g, plate.missing());
    plate.mark().paint(g);
    g.setComposite(AlphaComposite.DstOver);
    castShadow(g, plate.outline());
  }

  private static void drawParts(Graphics2D g, Set<MissingPart> missing) {
    drawHole(g, missing, MissingPart.HOLE_TOP_LEFT, -HOLE_X, -HOLE_Y);
    drawHole(g, missing, MissingPart.HOLE_TOP_RIGHT, HOLE_X, -HOLE_Y);
    drawHole(g, missing, MissingPart.HOLE_BOTTOM_LEFT, -HOLE_X, HOLE_Y);
    drawHole(g, missing, MissingPart.HOLE_BOTTOM_RIGHT, HOLE_X, HOLE_Y);
    drawSeat(g);
    if (!missing.contains(MissingPart.BUSHING)) {
      drawBushing(g);
    }
    drawSlot(g);
    if (!missing.contains(MissingPart.PRINT)) {
      drawPrint(g);
    }
  }

  private static void castShadow(Graphics2D g, Shape outline) {
    g.translate(3, 4);
    g.setColor(new Color(0, 0, 0, 28));
    for (int width = 2; width <= 14; width += 3) {
      g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(outline);
    }
    g.translate(-3, -4);
  }

  private static void bevel(Graphics2D g, Shape outline) {
    Color light = new Color(255, 255, 255, 110);
    Color shade = new Color(40, 44, 50, 130);
    g.setPaint(new GradientPaint(-HALF_WIDTH, -HALF_HEIGHT, light, HALF_WIDTH, HALF_HEIGHT, shade));
    g.setStroke(new BasicStroke(9));
    g.draw(outline);
    g.setColor(new Color(52, 56, 62, 150));
    g.setStroke(new BasicStroke(2.5f));
    g.draw(outline);
  }

  private static void drawHole(
      Graphics2D g, Set<MissingPart> missing, MissingPart part, int x, int y) {
    if (missing.contains(part)) {
      return;
    }
    Color shade = new Color(0x6E7278);
    Color light = new Color(0xDDE1E5);
    fillCircle(g, x, y, 29, new GradientPaint(x - 20, y - 20, shade, x + 20, y + 20, light));
    fillCircle(g, x, y, 22, DARK);
    fillCircle(g, x + 2, y + 3, 18, new Color(0x111215));
  }

  private static void drawSeat(Graphics2D g) {
    fillCircle(g, 0, 0, 76, new Color(0x85898F));
    fillCircle(g, 0, 0, 72, new Color(0x3A3D42));
    fillCircle(g, 0, 0, 56, new Color(0x2B2D31));
  }

  private static void drawBushing(Graphics2D g) {
    float[] stops = {0f, 0.45f, 0.75f, 1f};
    Color[] brass = {
      new Color(0xE3C579), new Color(0xC6A353), new Color(0xB08C3E), new Color(0x8C6D2C)
    };
    fillCircle(g, 0, 0, 54, new RadialGradientPaint(-16, -18, 76, stops, brass));
    g.setColor(new Color(90, 66, 20, 120));
    g.setStroke(new BasicStroke(1.5f));
    g.draw(circle(0, 0, 44));
    g.draw(circle(0, 0, 33));
    fillCircle(g, 0, 0, 22, new Color(0x5E4A1E));
    fillCircle(g, 1, 2, 19, new Color(0x17161A));
  }

  private static void drawSlot(Graphics2D g) {
    Color shade = new Color(0x6E7278);
    Color light = new Color(0xDDE1E5);
    g.setPaint(new GradientPaint(SLOT_X - 19, 0, shade, SLOT_X + 19, 0, light));
    g.fill(slot(17));
    g.setColor(DARK);
    g.fill(slot(12));
  }

  private static void drawPrint(Graphics2D g) {
    g.setColor(BLUE);
    g.fill(new RoundRectangle2D.Float(-168, -30, 72, 60, 8, 8));
    g.setColor(new Color(0xEEF2F6));
    // A code that never changes: same product, same print.
    long bars = 0b1101_0010_1110_0101_1011L;
    for (int bar = 0; bar < 20; bar++) {
      if ((bars >> bar & 1) == 1) {
        g.fill(new Rectangle2D.Float(-162 + bar * 3f, -22, 3, 30));
      }
    }
    g.fill(new Rectangle2D.Float(-162, 14, 38, 6));
    g.fill(new Rectangle2D.Float(-118, 14, 14, 6));
  }

  private static void fillCircle(Graphics2D g, int x, int y, int radius, Paint paint) {
    g.setPaint(paint);
    g.fill(circle(x, y, radius));
  }

  private static Shape slot(int radius) {
    int halfLength = SLOT_HALF_LENGTH + radius;
    return new RoundRectangle2D.Float(
        SLOT_X - radius, -halfLength, 2 * radius, 2 * halfLength, 2 * radius, 2 * radius);
  }

  private static Shape circle(int x, int y, int radius) {
    return new Ellipse2D.Float(x - radius, y - radius, 2f * radius, 2f * radius);
  }
}
