package io.shotline.bench;

import io.shotline.camera.Frame;
import io.shotline.camera.drawn.SimulatedLine;
import io.shotline.core.ImageEvent;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.work.FixedCatalog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The images to measure with: drawn, of a size in bytes, of a number of cameras and products in
 * turn.
 *
 * @param products all that have shots
 * @param activeProducts how many of them, the first ones, images show
 * @param callers how many images are scored at once in process
 */
public record BenchLine(
    List<EncodedImage> images,
    List<EncodedImage> shots,
    List<String> cameras,
    List<String> products,
    int activeProducts,
    int callers) {
  private static final int DIFFERENT_IMAGES = 100;
  private static final double DEFECT_SHARE = 0.15;
  private static final int QUALITY_STEPS = 7;

  /**
   * Draws the images and the shots.
   *
   * @param shots how many each product has
   * @param spoilt per cent of the images that show a defect, evenly; null: about 15, at random
   */
  public static BenchLine of(
      int imageKilobytes,
      int shotKilobytes,
      int shots,
      int cameras,
      int products,
      int activeProducts,
      int callers,
      @Nullable Integer spoilt) {
    double scale = scale(imageKilobytes);
    return new BenchLine(
        images(scale, spoilt),
        shots(shots, scale, quality(scale, shotKilobytes)),
        IntStream.rangeClosed(1, cameras).mapToObj(i -> "camera-" + i).toList(),
        IntStream.rangeClosed(1, products).mapToObj(i -> "plate-" + i).toList(),
        activeProducts,
        callers);
  }

  private static List<EncodedImage> images(double scale, @Nullable Integer spoilt) {
    SimulatedLine mixed = new SimulatedLine(1, DIFFERENT_IMAGES, DEFECT_SHARE, scale);
    SimulatedLine good = new SimulatedLine(1, DIFFERENT_IMAGES, 0, scale);
    SimulatedLine bad = new SimulatedLine(1, DIFFERENT_IMAGES, 1, scale);
    IntFunction<SimulatedLine> lineOf =
        spoilt == null ? i -> mixed : i -> isSpoilt(i, spoilt) ? bad : good;
    return IntStream.range(0, DIFFERENT_IMAGES)
        .mapToObj(i -> lineOf.apply(i).frame(i).image())
        .toList();
  }

  private static boolean isSpoilt(int number, int percent) {
    return (number + 1) * percent / DIFFERENT_IMAGES > number * percent / DIFFERENT_IMAGES;
  }

  /** A camera's files grow with its pixels. */
  private static double scale(int kilobytes) {
    int unscaled = new SimulatedLine(1, 1, 0).normalShots(1).get(0).image().length();
    return Math.sqrt(kilobytes * 1e3 / unscaled);
  }

  /**
   * Shots come from the camera that takes the images, as any others would make each image an alert;
   * so what makes their files smaller is how they are compressed.
   */
  private static double quality(double scale, int kilobytes) {
    double low = 0;
    double high = 1;
    for (int step = 0; step < QUALITY_STEPS; step++) {
      double middle = (low + high) / 2;
      if (shots(1, scale, middle).get(0).length() > kilobytes * 1e3) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (low + high) / 2;
  }

  private static List<EncodedImage> shots(int count, double scale, double quality) {
    return new SimulatedLine(1, 1, 0, scale, quality)
        .normalShots(count).stream().map(Frame::image).toList();
  }

  /** Returns the image of this number, captured now. */
  public ImageEvent event(long number) {
    return new ImageEvent(
        // A number comes again in the next round, which is no repeat.
        "bench-" + number + "-" + System.nanoTime(),
        cameras.get((int) (number % cameras.size())),
        products.get((int) (number % activeProducts)),
        Clock.systemUTC().instant(),
        images.get((int) (number % images.size())),
        Map.of());
  }

  /** Returns the same shots for every product, as they are on the topic. */
  Catalog catalog() {
    return new FixedCatalog(
        null,
        IntStream.range(0, shots.size())
            .mapToObj(i -> BenchCluster.shot(products.get(0), i, shots.get(i)))
            .toList());
  }

  double imageKilobytes() {
    return kilobytes(images);
  }

  double shotKilobytes() {
    return kilobytes(shots);
  }

  private static double kilobytes(List<EncodedImage> files) {
    return files.stream().mapToInt(EncodedImage::length).average().orElseThrow() / 1e3;
  }
}
