package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ImageReader;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.file.Inspection;
import io.shotline.core.view.ChosenPart;
import io.shotline.core.view.ShotShape;
import io.shotline.core.view.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that shots can be, with the sizes of their images. Files that turn out to be broken are
 * named and removed. Used by one thread.
 */
final class SizedFiles {
  private final View view;
  private final Map<Path, ImageSize> sizes = new LinkedHashMap<>();
  private final FaultList faults;

  private SizedFiles(View view, FaultList faults) {
    this.view = requireNonNull(view, "view");
    this.faults = requireNonNull(faults, "faults");
  }

  /** Reads the headers of files; names those that cannot be used. */
  static SizedFiles read(List<Path> files, View view, ImageReader reader, FaultList faults) {
    SizedFiles sized = new SizedFiles(view, faults);
    files.forEach(file -> sized.add(file, reader));
    return sized;
  }

  private void add(Path file, ImageReader reader) {
    try {
      Inspection inspection = reader.inspect(new EncodedImage(Files.readAllBytes(file)));
      if (inspection instanceof Inspection.Refused refused) {
        faults.image(file, refused.rejection().toString());
        return;
      }
      ImageSize size = ((Inspection.Accepted) inspection).header().size();
      Optional<String> refusal = ChosenPart.refusal(view, size).map(Object::toString);
      refusal.ifPresentOrElse(why -> faults.image(file, why), () -> sizes.put(file, size));
    } catch (IOException e) {
      faults.image(file, e.toString());
    }
  }

  /** Returns the files, in their order. */
  List<Path> files() {
    return List.copyOf(sizes.keySet());
  }

  /** Removes a file and says why. */
  void remove(Path file, String why) {
    sizes.remove(file);
    faults.image(file, why);
  }

  /** Returns the shape of these files. */
  ShotShape shape(List<Path> files) {
    return ShotShape.of(view, files.stream().map(sizes::get).toList());
  }
}
