package io.shotline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files under a folder, by path; hidden ones left out.
 *
 * @param root the folder, or the folder of the one file
 */
record ImageFiles(Path root, List<Path> files) {
  /**
   * Lists a folder with its subfolders, or takes a single file.
   *
   * @throws IllegalArgumentException if there is nothing
   */
  static ImageFiles in(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      Path parent = path.toAbsolutePath().getParent();
      return new ImageFiles(parent == null ? path : parent, List.of(path));
    }
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException("no folder or file " + path);
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> files =
          all.filter(Files::isRegularFile)
              .filter(file -> !isHidden(path.relativize(file)))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException("no images (JPEG, PNG, BMP) in " + path);
      }
      return new ImageFiles(path, files);
    }
  }

  /** The file's path below the root, with slashes on every system. */
  String name(Path file) {
    Path absolute = file.toAbsolutePath();
    return root.toAbsolutePath().relativize(absolute).toString().replace('\\', '/');
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
