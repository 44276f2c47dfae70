package io.shotline.tensorflow;

import io.shotline.core.bank.TurnDecision.Shot;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.port.ShotFeatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of images, each encoded once per shape. Names are paths below the folder. */
final class ImageSet {
  private record Shaped(String name, ImageSize shape) {}

  private final MiniTwo mini;
  private final Path folder;
  private final Map<Shaped, ShotFeatures> images = new HashMap<>();
  private final Map<Shaped, Shot> shots = new HashMap<>();

  ImageSet(MiniTwo mini, Path folder) {
    this.mini = mini;
    this.folder = folder;
  }

  MiniTwo mini() {
    return mini;
  }

  /** Returns the names of all test images. */
  List<String> tests() {
    try (Stream<Path> files = Files.walk(folder.resolve("test"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the one shape of a product with these shots: their median aspect. */
  ImageSize shape(List<String> names) {
    double[] aspects = names.stream().mapToDouble(this::aspect).sorted().toArray();
    int middle = aspects.length / 2;
    double aspect =
        aspects.length % 2 == 1 ? aspects[middle] : (aspects[middle - 1] + aspects[middle]) / 2;
    ModelInput.Rectangle input = (ModelInput.Rectangle) mini.model().card().input();
    // Large, so that whole pixels have the aspect.
    return input.seen(new ImageSize((int) Math.round(1_000_000 * aspect), 1_000_000));
  }

  private double aspect(String name) {
    ImageSize size = ImageHeader.read(image(name).bytes()).orElseThrow().size();
    return (double) size.width() / size.height();
  }

  ShotFeatures features(String name, ImageSize shape) {
    return images.computeIfAbsent(new Shaped(name, shape), key -> mini.encode(image(name), shape));
  }

  Shot shot(String name, ImageSize shape) {
    return shots.computeIfAbsent(new Shaped(name, shape), key -> mini.shot(image(name), shape));
  }

  private EncodedImage image(String name) {
    try {
      return new EncodedImage(Files.readAllBytes(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
