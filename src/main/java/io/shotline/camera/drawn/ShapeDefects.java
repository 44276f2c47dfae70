package io.shotline.camera.drawn;

import static io.shotline.camera.drawn.PlateShape.HALF_HEIGHT;
import static io.shotline.camera.drawn.PlateShape.HALF_WIDTH;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Plates of the wrong shape. */
final class ShapeDefects {
  private static final List<MissingPart> HOLES =
      List.of(
          MissingPart.HOLE_TOP_LEFT,
          MissingPart.HOLE_TOP_RIGHT,
          MissingPart.HOLE_BOTTOM_LEFT,
          MissingPart.HOLE_BOTTOM_RIGHT);

  private ShapeDefects() {}

  /** A bite out of one of the four edges, bright where the metal broke. */
  static Plate chippedEdge(Random random) {
    double radius = 32 + 12 * random.nextDouble();
    double along = 0.45 * (2 * random.nextDouble() - 1);
    int side = random.nextInt(2) * 2 - 1;
    boolean onWidth = random.nextBoolean();
    double x = onWidth ? along * HALF_WIDTH : side * (HALF_WIDTH + 2);
    double y = onWidth ? side * (HALF_HEIGHT + 2) : along * HALF_HEIGHT;
    Path2D bite = Blob.around(x, y, radius, 0.35, random);
    Plate.Mark fracture =
        g -> {
          g.setColor(new Color(245, 247, 250, 220));
          g.setStroke(new BasicStroke(6));
          g.draw(bite);
        };
    return new Plate(PlateShape.without(bite), Set.of(), fracture);
  }

  /** A corner folded up along a slanting line, its tip foreshortened. */
  static Plate bentCorner(Random random) {
    int sideX = random.nextInt(2) * 2 - 1;
    int sideY = random.nextInt(2) * 2 - 1;
    double legX = 70 + 30 * random.nextDouble();
    double legY = 70 + 30 * random.nextDouble();
    Path2D tip = corner(sideX, sideY, legX * 0.55, legY * 0.55);
    Path2D fold = corner(sideX, sideY, legX, legY);
    Plate.Mark mark = g -> paintFold(g, fold, sideX, sideY, (float) ((legX + legY) / 4));
    return new Plate(PlateShape.without(tip), Set.of(), mark);
  }

  /** One of the four holes was not drilled. */
  static Plate missingHole(Random random) {
    return Plate.lacking(HOLES.get(random.nextInt(HOLES.size())));
  }

  private static void paintFold(Graphics2D g, Path2D fold, int sideX, int sideY, float depth) {
    float x = sideX * HALF_WIDTH;
    float y = sideY * HALF_HEIGHT;
    Color crease = new Color(70, 73, 79, 235);
    Color raised = new Color(236, 239, 243, 235);
    float innerX = x - sideX * depth;
    float innerY = y - sideY * depth;
    g.setPaint(new GradientPaint(innerX, innerY, crease, x - sideX * depth / 2, y, raised));
    g.fill(fold);
    g.setColor(new Color(40, 42, 46, 220));
    g.setStroke(new BasicStroke(3));
    g.draw(fold);
  }

  private static Path2D corner(int sideX, int sideY, double legX, double legY) {
    double x = sideX * (HALF_WIDTH + 4);
    double y = sideY * (HALF_HEIGHT + 4);
    Path2D triangle = new Path2D.Double();
    triangle.moveTo(x, y);
    triangle.lineTo(x - sideX * (legX + 4), y);
    triangle.lineTo(x, y - sideY * (legY + 4));
    triangle.closePath();
    return triangle;
  }
}
