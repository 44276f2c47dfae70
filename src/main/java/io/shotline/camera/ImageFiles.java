package io.shotline.camera;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files under a folder, in the order of their names; without hidden files and folders, and
 * without those that systems write by themselves, such as {@code Thumbs.db}.
 *
 * @param root the folder, or the folder of the one file
 */
public record ImageFiles(Path root, List<Path> files) {
  /** How the names of images end, in words. */
  static final String ENDINGS = ".jpg, .jpeg, .png, .bmp, .tif or .tiff";

  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff");

  // Written by Windows into folders that a person looked at.
  private static final Set<String> SYSTEM_FILES = Set.of("thumbs.db", "ehthumbs.db", "desktop.ini");

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
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = !folder.equals(path) && isHidden(folder);
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && Files.isRegularFile(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing(file -> name(path, file)));
    return of(path, found, new LeftOut(List.of()));
  }

  /**
   * Returns the files that are images by their names.
   *
   * @throws IllegalArgumentException if none is
   */
  public ImageFiles images() {
    return of(root, files.stream().filter(ImageFiles::isImage).toList(), leftOut());
  }

  /** Returns the files that are no images by their names. */
  public LeftOut leftOut() {
    return new LeftOut(files.stream().filter(file -> !isImage(file)).map(this::name).toList());
  }

  /** Returns the file's path below the root, with slashes on every system. */
  public String name(Path file) {
    return name(root, file);
  }

  private static ImageFiles of(Path root, List<Path> files, LeftOut leftOut) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "no images (JPEG, PNG, BMP, TIFF) in "
              + root
              + (leftOut.isEmpty() ? "" : ": " + leftOut));
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

  private static boolean isHidden(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    return name.startsWith(".") || SYSTEM_FILES.contains(name);
  }
}
