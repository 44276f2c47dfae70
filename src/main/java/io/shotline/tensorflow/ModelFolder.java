package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.core.port.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a model lies: {@code <name>/<version>/saved_model.pb} with {@code assets/model.json}
 * beside.
 *
 * @param version the folder of the one version used
 */
public record ModelFolder(Path version) {
  /** Name of CLIP's merges among a model's assets. */
  public static final String VOCABULARY = "bpe_simple_vocab_16e6.txt.gz";

  public ModelFolder {
    requireNonNull(version, "version");
  }

  /**
   * The model at a path, which is a version's folder or the folder of all versions; then the
   * highest number is taken.
   *
   * @throws IOException if there is none; names the path and what was expected
   */
  public static ModelFolder find(Path path) throws IOException {
    if (holdsModel(path)) {
      return new ModelFolder(path);
    }
    return versions(path).stream()
        .filter(folder -> holdsModel(folder.version()))
        .findFirst()
        .orElseThrow(() -> noModel(path));
  }

  /**
   * The version of this name in a model's folder.
   *
   * @throws IOException if there is none; names those that there are
   */
  public static ModelFolder version(Path path, String name) throws IOException {
    if (holdsModel(path)) {
      throw new IOException("it is one version itself and has no version " + name);
    }
    Path folder = path.resolve(name);
    if (!holdsModel(folder)) {
      String others =
          versions(path).stream()
              .map(other -> String.valueOf(other.version().getFileName()))
              .collect(Collectors.joining(", "));
      throw new IOException("no version " + name + " (there are: " + others + ")");
    }
    return new ModelFolder(folder);
  }

  public static IOException noModel(Path path) {
    return new IOException("no model in " + path + " (looked for 1/saved_model.pb)");
  }

  /**
   * What may be versions in a model's folder: all folders whose names are numbers, the highest
   * first, whole or not.
   *
   * @throws IOException if there is no such folder or it cannot be read
   */
  public static List<ModelFolder> versions(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new IOException("no folder " + path);
    }
    try (Stream<Path> children = Files.list(path)) {
      return children
          .filter(child -> child.getFileName().toString().matches("[0-9]{1,18}"))
          .filter(Files::isDirectory)
          .map(ModelFolder::new)
          .sorted(Comparator.comparingLong(ModelFolder::number).reversed())
          .toList();
    }
  }

  /** The version's number, of one among {@link #versions}. */
  public long number() {
    return Long.parseLong(version.getFileName().toString());
  }

  /** CLIP's merges, for models with a text prior. */
  Path vocabulary() {
    return version.resolve("assets").resolve(VOCABULARY);
  }

  /**
   * What the model says of itself.
   *
   * @throws IOException if it cannot be read or a setting is wrong; one line that names the file
   *     and of each wrong setting the value and the rule
   */
  public ModelCard card() throws IOException {
    return ModelCardFile.read(version);
  }

  /**
   * Writes what a model says of itself into the folder of its version.
   *
   * @throws IOException if it could not be read again, or not written
   */
  public static void writeCard(Path version, ModelCard card) throws IOException {
    ModelCardFile.write(version, card);
  }

  /** Whether it is a version's folder. */
  public static boolean holdsModel(Path folder) {
    return Files.isRegularFile(folder.resolve("saved_model.pb"));
  }
}
