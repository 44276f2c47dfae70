package io.shotline.camera;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The images of a folder and the folders in it, in the order of their relative paths. The list is
 * taken once, at the start; a file is read only when it is next. Hidden files and folders do not
 * count. For one thread at a time.
 */
public final class FolderFrames implements FrameSource {
  private final ImageFiles images;
  private final LeftOut leftOut;
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
    requireNonNull(folder, "folder");
    this.looped = looped;
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + " is not a folder");
    }
    ImageFiles all = ImageFiles.in(folder);
    this.images = all.images();
    this.leftOut = all.leftOut();
  }

  /** Returns the files of the folder that are not sent. */
  public LeftOut leftOut() {
    return leftOut;
  }

  /** How many images the folder has. */
  public int size() {
    return images.files().size();
  }

  /**
   * {@inheritDoc}
   *
   * @return the file as it is, whatever its content; attribute {@code file} is its path in the
   *     folder, with {@code /} between its parts
   */
  @Override
  public Optional<Frame> next() throws IOException {
    if (next == size()) {
      if (!looped) {
        return Optional.empty();
      }
      next = 0;
    }
    Path file = images.files().get(next++);
    EncodedImage image = new EncodedImage(Files.readAllBytes(file));
    String name = images.name(file);
    return Optional.of(
        new Frame(image, name.substring(name.lastIndexOf('/') + 1), Map.of("file", name)));
  }
}
