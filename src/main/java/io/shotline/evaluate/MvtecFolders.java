package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.camera.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds categories in the layout of MVTec AD, at any depth below a folder: {@code train/good} has
 * images to draw shots from, {@code test/good} good images to judge, every other folder of {@code
 * test} images with one kind of defect, and {@code ground_truth} their masks. Used by one thread.
 */
public final class MvtecFolders {
  private static final String GOOD = "good";

  private final Path root;
  private final List<Category> categories = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private MvtecFolders(Path root) {
    this.root = requireNonNull(root, "root");
  }

  /**
   * Reads a folder: one category, or a tree of them.
   *
   * @throws IOException if a folder cannot be listed
   */
  public static MvtecFolders read(Path root) throws IOException {
    MvtecFolders folders = new MvtecFolders(root);
    folders.visit(root);
    return folders;
  }

  /** Returns the categories that can be evaluated, by name. */
  public List<Category> categories() {
    return List.copyOf(categories);
  }

  /** Returns the folders that are no such category, and why. */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  private void visit(Path folder) throws IOException {
    if (Files.isDirectory(folder.resolve("train")) || Files.isDirectory(folder.resolve("test"))) {
      add(folder);
      return;
    }
    List<Path> below = folders(folder);
    for (Path each : below) {
      visit(each);
    }
    if (below.isEmpty()) {
      unused(folder);
    }
  }

  /** A folder of licences is nobody's category; an empty one may have been meant as one. */
  private void unused(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      boolean isEmpty = files.findAny().isEmpty();
      if (isEmpty || !images(folder).isEmpty()) {
        faults.add(
            new Fault(
                name(folder),
                (isEmpty ? "an empty folder" : "images, but no train/good and test")
                    + "; a category has train/good, test/good and test/DEFECT"));
      }
    }
  }

  private void add(Path folder) throws IOException {
    List<Path> candidates = images(folder.resolve("train").resolve(GOOD));
    List<LabelledImage> images = new ArrayList<>();
    for (Path kind : folders(folder.resolve("test"))) {
      images.addAll(labelled(folder, kind));
    }
    Category category = new Category(name(folder), candidates, images);
    if (candidates.isEmpty()) {
      faults.add(new Fault(category.name(), "no images in train/good to draw shots from"));
    } else if (category.good() == 0) {
      faults.add(new Fault(category.name(), "no good images in test/good"));
    } else if (category.bad() == 0) {
      faults.add(new Fault(category.name(), "no bad images: test has no folder but good with any"));
    } else {
      categories.add(category);
    }
  }

  private static List<LabelledImage> labelled(Path folder, Path kindFolder) throws IOException {
    String kind = last(kindFolder);
    Map<String, Path> masks = new HashMap<>();
    for (Path mask : images(folder.resolve("ground_truth").resolve(kind))) {
      masks.put(stem(mask), mask);
    }
    return images(kindFolder).stream()
        .map(file -> labelled(folder, file, kind, mask(masks, stem(file))))
        .toList();
  }

  private static LabelledImage labelled(Path folder, Path file, String kind, @Nullable Path mask) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    return new LabelledImage(file, name, kind, !kind.equals(GOOD), mask);
  }

  private static @Nullable Path mask(Map<String, Path> masks, String stem) {
    Path named = masks.get(stem + "_mask");
    return named == null ? masks.get(stem) : named;
  }

  private static List<Path> images(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try {
      return ImageFiles.in(folder).images().files();
    } catch (IllegalArgumentException none) {
      return List.of();
    }
  }

  private static List<Path> folders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isDirectory(file) && !last(file).startsWith("."))
          .sorted()
          .toList();
    }
  }

  private String name(Path folder) {
    String below = root.relativize(folder).toString().replace('\\', '/');
    return below.isEmpty() ? last(root.toAbsolutePath().normalize()) : below;
  }

  private static String last(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  private static String stem(Path file) {
    String name = last(file);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
