package io.shotline.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files under a folder, in the order of their names; hidden files and folders left out.
 *
 * @param root the folder, or the folder of the one file
 */
public record ImageFiles(Path root, List<Path> files) {
  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp");

  public ImageFiles {
    files = List.copyOf(files);
  }

  /**
   * Lists a folder with its subfolders, whatever the files are called, or takes a single file.
   *
   * @throws IllegalArgumentException if there is nothing
   * @throws IOException if the folder cannot be listed
   */
  public static ImageFiles in(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      Path parent = path.toAbsolutePath().getParent();
      return new ImageFiles(parent == null ? path : parent, List.of(path));
    }
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException("no folder or file " + path);
    }
    try (Stream<Path> all = Files.walk(path)) {
      return of(
          path,
          all.filter(Files::isRegularFile)
              .filter(file -> !isHidden(path.relativize(file)))
              .sorted(Comparator.comparing(file -> name(path, file))));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Returns the files that are images by their names.
   *
   * @throws IllegalArgumentException if none is
   */
  public ImageFiles images() {
    return of(root, files.stream().filter(ImageFiles::isImage));
  }

  /** Returns the file's path below the root, with slashes on every system. */
  public String name(Path file) {
    return name(root, file);
  }

  private static ImageFiles of(Path root, Stream<Path> some) {
    List<Path> files = some.toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no images (JPEG, PNG, BMP) in " + root);
    }
    return new ImageFiles(root, files);
  }

  private static String name(Path root, Path file) {
    Path relative = root.toAbsolutePath().relativize(file.toAbsolutePath());
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  private static boolean isImage(Path file) {
    String name = file.toString();
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
