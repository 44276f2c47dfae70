package io.shotline.evaluate;

import io.shotline.camera.ImageFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes one category of two folders: one of good images, one of bad ones. */
public final class GoodAndBad {
  private GoodAndBad() {}

  /**
   * Requires a folder to have images.
   *
   * @throws IllegalArgumentException if it has none
   * @throws IOException if it cannot be listed
   */
  public static void requireImages(Path folder) throws IOException {
    ImageFiles unused = ImageFiles.in(folder).images();
  }

  /**
   * Lists both folders, with their subfolders. Shots are drawn from the good images.
   *
   * @throws IllegalArgumentException if one has no images
   * @throws IOException if one cannot be listed
   */
  public static Category read(String name, Path good, Path bad) throws IOException {
    ImageFiles goodFiles = ImageFiles.in(good).images();
    List<LabelledImage> images = new ArrayList<>(labelled(goodFiles, "good", false));
    images.addAll(labelled(ImageFiles.in(bad).images(), "bad", true));
    return new Category(name, goodFiles.files(), images);
  }

  private static List<LabelledImage> labelled(ImageFiles files, String kind, boolean isBad) {
    return files.files().stream()
        .map(file -> new LabelledImage(file, kind + "/" + files.name(file), kind, isBad, null))
        .toList();
  }
}
