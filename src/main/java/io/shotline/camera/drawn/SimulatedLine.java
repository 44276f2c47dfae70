package io.shotline.camera.drawn;

import io.shotline.camera.Frame;
import io.shotline.camera.FrameSource;
import io.shotline.camera.JpegWriter;
import io.shotline.core.image.EncodedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A line that exists only in memory: machined plates pass a camera, and some are spoilt. A picture
 * depends on the seed and its number alone, so that a run can be repeated and a single picture be
 * looked at again. For one thread at a time.
 */
public final class SimulatedLine implements FrameSource {
  private static final String NORMAL = "normal";
  private static final Defect[] DEFECTS = Defect.values();

  // Keep the random numbers of belt, frames and shots apart.
  private static final long BELT = 1;
  private static final long FRAME = 2;
  private static final long SHOT = 3;

  private final long seed;
  private final long frames;
  private final double defectShare;
  private final LineCamera camera;
  private long next;

  /**
   * Sets the line up.
   *
   * @param frames how many pictures it gives; 0 is without end
   * @param defectShare how likely a plate is spoilt, 0 to 1; every kind is as likely as any other
   */
  public SimulatedLine(long seed, long frames, double defectShare) {
    this(seed, frames, defectShare, 1, JpegWriter.QUALITY);
  }

  /**
   * Sets a line up whose pictures are larger or smaller.
   *
   * @param scale 1 for pictures of 640 x 480 pixels, 2 for twice as many a side
   */
  public SimulatedLine(long seed, long frames, double defectShare, double scale) {
    this(seed, frames, defectShare, scale, JpegWriter.QUALITY);
  }

  /**
   * Sets a line up whose pictures show less or more of what the camera saw.
   *
   * @param scale 1 for pictures of 640 x 480 pixels, 2 for twice as many a side
   * @param quality of the JPEGs, 0 to 1; a camera's is 0.92
   */
  public SimulatedLine(long seed, long frames, double defectShare, double scale, double quality) {
    if (frames < 0) {
      throw new IllegalArgumentException("a line cannot have " + frames + " frames");
    }
    if (!(defectShare >= 0 && defectShare <= 1)) {
      throw new IllegalArgumentException("a share of defects is 0 to 1, not " + defectShare);
    }
    this.seed = seed;
    this.frames = frames;
    this.defectShare = defectShare;
    this.camera = new LineCamera(scale, quality, random(BELT, 0));
  }

  /**
   * {@inheritDoc}
   *
   * @return a JPEG; attribute {@code truth} is {@code normal} or the kind of defect, {@code seed}
   *     and {@code frame} (from 0) say how to draw it again
   */
  @Override
  public Optional<Frame> next() {
    if (frames > 0 && next == frames) {
      return Optional.empty();
    }
    return Optional.of(frame(next++));
  }

  /** The picture of this number, from 0, whatever was drawn before; leaves {@link #next} alone. */
  public Frame frame(long number) {
    Random random = random(FRAME, number);
    Optional<Defect> defect = drawDefect(random);
    Plate plate = defect.map(kind -> kind.plate(random)).orElseGet(Plate::sound);
    String truth = defect.map(Defect::label).orElse(NORMAL);
    return picture(plate, random, "plate-%06d.jpg", "frame", number, truth);
  }

  /** What is wrong with the plate of this frame; empty: nothing. */
  Optional<Defect> defect(long number) {
    return drawDefect(random(FRAME, number));
  }

  /**
   * Sound plates for the prompts, of this line but never one of its frames. More shots begin with
   * the same ones as fewer; attribute {@code shot} counts from 0.
   */
  public List<Frame> normalShots(int count) {
    return IntStream.range(0, count).mapToObj(this::normalShot).toList();
  }

  private Optional<Defect> drawDefect(Random random) {
    boolean spoilt = random.nextDouble() < defectShare;
    // Drawn for a sound plate too, so that it looks the same whatever the share is.
    Defect kind = DEFECTS[random.nextInt(DEFECTS.length)];
    return spoilt ? Optional.of(kind) : Optional.empty();
  }

  private Frame normalShot(int number) {
    Random random = random(SHOT, number);
    return picture(Plate.sound(), random, "shot-%02d.jpg", "shot", number, NORMAL);
  }

  private Frame picture(
      Plate plate, Random random, String name, String counter, long number, String truth) {
    EncodedImage image = camera.photograph(plate, random);
    Map<String, String> attributes =
        Map.of("truth", truth, "seed", Long.toString(seed), counter, Long.toString(number));
    return new Frame(image, String.format(Locale.ROOT, name, number), attributes);
  }

  private Random random(long stream, long number) {
    return new Random(mix(mix(mix(seed) + stream) + number));
  }

  /** SplitMix64's finalizer: Random starts alike for numbers that are close. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
