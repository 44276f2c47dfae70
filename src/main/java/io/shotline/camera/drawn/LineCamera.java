package io.shotline.camera.drawn;

import io.shotline.camera.JpegWriter;
import io.shotline.core.image.EncodedImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Photographs plates on one line's belt. Reuses its buffers: for one thread at a time. */
final class LineCamera {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;

  /** Around the plate, for its shadow. */
  private static final int MARGIN = 12;

  private static final int SOUND_PLATES = 8;

  private final Belt belt;
  private final Sensor sensor;
  private final PlateDrawing drawing = new PlateDrawing();
  private final JpegWriter jpeg;
  private final List<BufferedImage> soundPlates;
  private final BufferedImage scene;
  private final BufferedImage photo;
  private final double scale;

  /**
   * @param scale 1 for pictures of {@value #WIDTH} x {@value #HEIGHT} pixels, 2 for twice as many a
   *     side
   * @param quality of the JPEGs
   */
  LineCamera(double scale, double quality, Random random) {
    this.scale = scale;
    this.jpeg = new JpegWriter(quality);
    int width = (int) Math.round(scale * WIDTH);
    int height = (int) Math.round(scale * HEIGHT);
    this.scene = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    this.photo = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    this.belt = new Belt(width, height, random);
    this.sensor = new Sensor(random);
    // Most plates are sound; drawing each afresh would make a picture half as dear again.
    this.soundPlates =
        Stream.generate(() -> draw(Plate.sound(), random)).limit(SOUND_PLATES).toList();
  }

  /** A JPEG. */
  EncodedImage photograph(Plate plate, Random random) {
    int[] pixels = ((DataBufferInt) scene.getRaster().getDataBuffer()).getData();
    belt.copyTo(pixels, random);
    lay(drawn(plate, random), random);
    byte[] exposed = ((DataBufferByte) photo.getRaster().getDataBuffer()).getData();
    sensor.expose(pixels, photo.getWidth(), exposed, random);
    return jpeg.write(photo);
  }

  private BufferedImage drawn(Plate plate, Random random) {
    return plate.isSound() ? soundPlates.get(random.nextInt(SOUND_PLATES)) : draw(plate, random);
  }

  private BufferedImage draw(Plate plate, Random random) {
    int width = 2 * (PlateShape.HALF_WIDTH + MARGIN);
    int height = 2 * (PlateShape.HALF_HEIGHT + MARGIN);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.translate(width / 2, height / 2);
    drawing.draw(g, plate, random);
    g.dispose();
    return image;
  }

  private void lay(BufferedImage plate, Random random) {
    Graphics2D g = scene.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.scale(scale, scale);
    g.transform(pose(random));
    g.drawImage(plate, -plate.getWidth() / 2, -plate.getHeight() / 2, null);
    g.dispose();
  }

  /** A few pixels off the middle, hardly turned: a fixture holds the plate. */
  private static AffineTransform pose(Random random) {
    double x = WIDTH / 2.0 + 5 * (2 * random.nextDouble() - 1);
    double y = HEIGHT / 2.0 + 5 * (2 * random.nextDouble() - 1);
    AffineTransform pose = AffineTransform.getTranslateInstance(x, y);
    pose.rotate(Math.toRadians(0.8 * (2 * random.nextDouble() - 1)));
    return pose;
  }
}
