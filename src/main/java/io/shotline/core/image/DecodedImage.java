package io.shotline.core.image;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pixels that a model sees of an image: red, green, blue, row by row; and those of its second
 * look, where it takes one.
 */
public final class DecodedImage {
  /** Bytes of a pixel. */
  public static final int CHANNELS = 3;

  private final LookSizes looks;
  private final byte[] pixels;
  private final @Nullable DecodedImage second;

  /** Takes the array over, which must have {@value #CHANNELS} unsigned bytes for each pixel. */
  public DecodedImage(ImageSize size, byte[] pixels) {
    this(LookSizes.of(size), pixels, null);
  }

  private DecodedImage(LookSizes looks, byte[] pixels, @Nullable DecodedImage second) {
    this.looks = requireNonNull(looks, "looks");
    this.pixels = requireNonNull(pixels, "pixels");
    this.second = second;
    if (pixels.length != size().pixels() * CHANNELS) {
      throw new IllegalArgumentException(
          "an image of " + size() + " must have 3 bytes per pixel, got " + pixels.length);
    }
  }

  /** Returns a black image. */
  public static DecodedImage black(ImageSize size) {
    return new DecodedImage(size, new byte[Math.toIntExact(size.pixels() * CHANNELS)]);
  }

  /**
   * Returns an image as a model sees it.
   *
   * @param pixels makes those of a look
   */
  public static DecodedImage of(LookSizes looks, Function<ImageSize, DecodedImage> pixels) {
    DecodedImage first = pixels.apply(looks.first());
    ImageSize second = looks.second();
    return second == null ? first : first.with(pixels.apply(second), looks.weight());
  }

  /**
   * Returns the image with the pixels of a second look.
   *
   * @param weight how much the second look counts beside the first, above 0
   */
  public DecodedImage with(DecodedImage closer, double weight) {
    return new DecodedImage(new LookSizes(size(), closer.size(), weight), pixels, closer);
  }

  /**
   * Returns copies of the image, each made of both looks in the same way.
   *
   * @param first makes the copies of the first look
   * @param closer makes as many of the second look
   */
  public List<DecodedImage> copies(
      Function<DecodedImage, List<DecodedImage>> first,
      Function<DecodedImage, List<DecodedImage>> closer) {
    List<DecodedImage> copies = first.apply(this);
    if (second == null) {
      return copies;
    }
    List<DecodedImage> closerCopies = closer.apply(second);
    List<DecodedImage> both = new ArrayList<>();
    for (int i = 0; i < copies.size(); i++) {
      both.add(copies.get(i).with(closerCopies.get(i), looks.weight()));
    }
    return both;
  }

  /** Returns width and height at the first look. */
  public ImageSize size() {
    return looks.first();
  }

  /** Returns the sizes of all looks; only images of the same go into one run of a model. */
  public LookSizes looks() {
    return looks;
  }

  /** The pixels of the first look themselves; callers must not change them. */
  public byte[] pixels() {
    return pixels;
  }

  /** Returns what the model sees at its first look alone. */
  public DecodedImage first() {
    return second == null ? this : new DecodedImage(size(), pixels);
  }

  /** Returns what the model sees at its second look; empty where it takes none. */
  public Optional<DecodedImage> second() {
    return Optional.ofNullable(second);
  }
}
