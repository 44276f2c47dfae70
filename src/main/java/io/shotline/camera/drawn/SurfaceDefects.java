package io.shotline.camera.drawn;

import static io.shotline.camera.drawn.PlateShape.HALF_HEIGHT;
import static io.shotline.camera.drawn.PlateShape.HALF_WIDTH;
import static io.shotline.camera.drawn.PlateShape.HOLE_X;
import static io.shotline.camera.drawn.PlateShape.HOLE_Y;
import static io.shotline.camera.drawn.PlateShape.SLOT_HALF_LENGTH;
import static io.shotline.camera.drawn.PlateShape.SLOT_X;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Damage on a surface of the right shape. */
final class SurfaceDefects {
  private SurfaceDefects() {}

  /** A long groove: a bright burr with a dark bottom beside it. */
  static Plate scratch(Random random) {
    double half = 60 + 40 * random.nextDouble();
    // Slanting: along the brushing or an edge it would pass for a part of the plate.
    double slant = Math.toRadians(25 + 40 * random.nextDouble());
    double angle = random.nextBoolean() ? slant : -slant;
    Point2D middle = onMetal(random, 60, 30);
    double bend = 12 * random.nextGaussian();
    double dx = half * Math.cos(angle);
    double dy = half * Math.sin(angle);
    float width = (float) (4 + 2 * random.nextDouble());
    return Plate.marked(
        g -> {
          g.setColor(new Color(38, 40, 44, 230));
          stroke(g, width, groove(middle, dx, dy, bend, 1.8));
          g.setColor(new Color(250, 252, 255, 245));
          stroke(g, width * 0.7f, groove(middle, dx, dy, bend, -1.5));
        });
  }

  /** Spilt oil or rust, with a few drops around it. */
  static Plate stain(Random random) {
    Point2D middle = onMetal(random, 40, 0);
    double radius = 30 + 14 * random.nextDouble();
    Color body = random.nextBoolean() ? new Color(84, 50, 20, 215) : new Color(40, 34, 30, 215);
    List<Shape> shapes = new ArrayList<>();
    shapes.add(Blob.around(middle.getX(), middle.getY(), radius, 0.22, random));
    int drops = 2 + random.nextInt(4);
    for (int i = 0; i < drops; i++) {
      double angle = 2 * Math.PI * random.nextDouble();
      double away = radius * (1.25 + 0.4 * random.nextDouble());
      double size = 3 + 5 * random.nextDouble();
      double x = middle.getX() + away * Math.cos(angle);
      double y = middle.getY() + away * Math.sin(angle);
      shapes.add(Blob.around(x, y, size, 0.15, random));
    }
    return Plate.marked(g -> paintStain(g, body, shapes));
  }

  /** The hollow of a sharp blow: one wall in the dark, the other in the light. */
  static Plate dent(Random random) {
    Point2D middle = onMetal(random, 45, 65);
    double radius = 34 + 10 * random.nextDouble();
    double turn = Math.toRadians(20 + 50 * random.nextDouble());
    AffineTransform pose = AffineTransform.getTranslateInstance(middle.getX(), middle.getY());
    pose.rotate(random.nextBoolean() ? turn : -turn);
    Path2D hollow = Blob.around(0, 0, radius, 0.12, random);
    hollow.transform(AffineTransform.getScaleInstance(1, 0.7));
    return Plate.marked(g -> paintDent(g, pose, (float) radius, hollow));
  }

  private static void paintStain(Graphics2D g, Color body, List<Shape> shapes) {
    g.setStroke(new BasicStroke(2.5f));
    for (Shape shape : shapes) {
      g.setColor(body);
      g.fill(shape);
      g.setColor(new Color(28, 18, 8, 150));
      g.draw(shape);
    }
  }

  private static void paintDent(Graphics2D g, AffineTransform pose, float radius, Path2D hollow) {
    AffineTransform before = g.getTransform();
    g.transform(pose);
    float[] stops = {0f, 0.46f, 0.54f, 1f};
    Color[] walls = {
      new Color(0x9DA1A7), new Color(0x222428), new Color(0xFCFDFF), new Color(0xB4B8BD)
    };
    float depth = radius * 0.6f;
    g.setPaint(new LinearGradientPaint(0, -depth, 0, depth, stops, walls));
    g.fill(hollow);
    g.setColor(new Color(60, 63, 68, 130));
    g.setStroke(new BasicStroke(2));
    g.draw(hollow);
    g.setTransform(before);
  }

  private static Shape groove(Point2D middle, double dx, double dy, double bend, double aside) {
    double length = Math.hypot(dx, dy);
    double x = middle.getX() - aside * dy / length;
    double y = middle.getY() + aside * dx / length;
    double bendX = x - bend * dy / length;
    double bendY = y + bend * dx / length;
    return new QuadCurve2D.Double(x - dx, y - dy, bendX, bendY, x + dx, y + dy);
  }

  private static void stroke(Graphics2D g, float width, Shape line) {
    g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(line);
  }

  /**
   * A place where damage shows: off the bushing.
   *
   * @param margin least distance from the edges
   * @param fromHoles least distance from the middle of every hole and of the slot
   */
  private static Point2D onMetal(Random random, double margin, double fromHoles) {
    while (true) {
      double x = (HALF_WIDTH - margin) * (2 * random.nextDouble() - 1);
      double y = (HALF_HEIGHT - margin) * (2 * random.nextDouble() - 1);
      double toHole = Math.hypot(Math.abs(x) - HOLE_X, Math.abs(y) - HOLE_Y);
      double toSlot = Math.hypot(x - SLOT_X, Math.max(0, Math.abs(y) - SLOT_HALF_LENGTH));
      if (Math.hypot(x, y) > 100 && Math.min(toHole, toSlot) >= fromHoles) {
        return new Point2D.Double(x, y);
      }
    }
  }
}
