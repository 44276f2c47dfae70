package io.shotline.tensorflow;

import io.shotline.core.bank.TurnDecision.Shot;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.LookSizes;
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

/**
 * A folder of images, each encoded once per shape of its looks. Names are paths below the folder.
 */
final class ImageSet {
  private record Shaped(String name, LookSizes looks) {}

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

  /** Returns what the model sees of the images of a product with these shots. */
  LookSizes looks(List<String> names) {
    return mini.looks(
        names.stream()
            .map(name -> ImageHeader.read(image(name).bytes()).orElseThrow().size())
            .toList());
  }

  ShotFeatures features(String name, LookSizes looks) {
    return images.computeIfAbsent(
        new Shaped(name, looks), key -> mini.encode(List.of(mini.read(image(name), looks))).get(0));
  }

  Shot shot(String name, LookSizes looks) {
    return shots.computeIfAbsent(new Shaped(name, looks), key -> mini.shot(image(name), looks));
  }

  private EncodedImage image(String name) {
    try {
      return new EncodedImage(Files.readAllBytes(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
