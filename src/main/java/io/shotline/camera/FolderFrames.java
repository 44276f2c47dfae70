package io.shotline.camera;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The images of a folder and the folders in it, in the order of their relative paths. The list is
 * taken once, at the start; a file is read only when it is next. Hidden files and folders do not
 * count. For one thread at a time.
 */
public final class FolderFrames implements FrameSource {
  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp");

  private final Path folder;
  private final List<String> files;
  private final boolean looped;
  private int next;

  /**
   * Lists the folder.
   *
   * @param looped start again after the last image, without end
   * @throws IllegalArgumentException if it is no folder or has no images
   * @throws IOException if it cannot be listed
   */
  public FolderFrames(Path folder, boolean looped) throws IOException {
    this.folder = requireNonNull(folder, "folder");
    this.looped = looped;
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + " is not a folder");
    }
    this.files = list(folder);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no images (JPEG, PNG, BMP) in " + folder);
    }
  }

  /** How many images the folder has. */
  public int size() {
    return files.size();
  }

  /**
   * {@inheritDoc}
   *
   * @return the file as it is, whatever its content; attribute {@code file} is its path in the
   *     folder, with {@code /} between its parts
   */
  @Override
  public Optional<Frame> next() throws IOException {
    if (next == files.size()) {
      if (!looped) {
        return Optional.empty();
      }
      next = 0;
    }
    String file = files.get(next++);
    Path path = folder.resolve(file);
    EncodedImage image = new EncodedImage(Files.readAllBytes(path));
    return Optional.of(new Frame(image, nameOf(path), Map.of("file", file)));
  }

  private static List<String> list(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> isImage(path) && Files.isRegularFile(path))
          .map(folder::relativize)
          .filter(FolderFrames::isShown)
          .map(FolderFrames::portable)
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isImage(Path path) {
    String name = nameOf(path);
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean isShown(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private static String portable(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
