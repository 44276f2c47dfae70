package io.shotline.camera;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The images of a folder and the folders in it, in the order of their relative paths. The list is
 * taken once, at the start; a file is read only when it is next. Hidden files and folders do not
 * count. A file that is too large or cannot be read is told of and left out, and the next one
 * comes. For one thread at a time.
 */
public final class FolderFrames implements FrameSource {
  private final ImageFiles images;
  private final LeftOut leftOut;
  private final boolean looped;
  private final int mostBytes;
  private final Consumer<String> told;
  private final Set<Path> faulty = new HashSet<>();
  private int next;

  /**
   * Lists the folder.
   *
   * @param looped start again after the last image, without end
   * @param mostBytes of a file
   * @param told of each file that is left out, once, in a line with its name and the remedy
   * @throws IllegalArgumentException if it is no folder or has no images
   * @throws IOException if it cannot be listed
   */
  public FolderFrames(Path folder, boolean looped, int mostBytes, Consumer<String> told)
      throws IOException {
    requireNonNull(folder, "folder");
    this.mostBytes = mostBytes;
    this.told = requireNonNull(told, "told");
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

  /** Returns whether every file so far could be given. */
  public boolean isComplete() {
    return faulty.isEmpty();
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
  public Optional<Frame> next() {
    // No more than one round: all that are left may be faulty.
    for (int tried = 0; tried < size(); tried++) {
      if (next == size()) {
        if (!looped) {
          return Optional.empty();
        }
        next = 0;
      }
      Optional<Frame> frame = read(images.files().get(next++));
      if (frame.isPresent()) {
        return frame;
      }
    }
    return Optional.empty();
  }

  private Optional<Frame> read(Path file) {
    String name = images.name(file);
    try {
      long bytes = Files.size(file);
      if (bytes > mostBytes) {
        leaveOut(
            file,
            name
                + ": "
                + bytes
                + " bytes, which is more than can be sent ("
                + mostBytes
                + " bytes); compress it or scale it down");
        return Optional.empty();
      }
      EncodedImage image = new EncodedImage(Files.readAllBytes(file));
      return Optional.of(
          new Frame(image, name.substring(name.lastIndexOf('/') + 1), Map.of("file", name)));
    } catch (IOException e) {
      leaveOut(file, name + ": cannot be read: " + e);
      return Optional.empty();
    }
  }

  /** Says it once, also when looped. */
  private void leaveOut(Path file, String why) {
    if (faulty.add(file)) {
      told.accept("left out " + why);
    }
  }
}
