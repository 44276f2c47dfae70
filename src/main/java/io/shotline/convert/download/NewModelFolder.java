package io.shotline.convert.download;

import static java.util.Objects.requireNonNull;

import io.shotline.folder.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a model that is made of a published file. It appears whole or not at all: the model
 * is made inside a folder beside it, {@code .NAME.part}, which holds no versions itself. Used by
 * one process at a time.
 */
public final class NewModelFolder {
  /** Names source, sum and licence; {@code model info} prints it. */
  private static final String SOURCE = "README.md";

  private final Path folder;
  private final Path part;

  /** Makes a model of a file. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Writes a version of the model.
     *
     * @param model that is published
     * @param weights its file, checked
     * @param folder of the model, empty
     */
    void make(PublishedModel model, Path weights, Path folder) throws IOException;
  }

  /**
   * @param folder of the model, which need not be there
   */
  public NewModelFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.part = this.folder.resolveSibling("." + this.folder.getFileName() + ".part");
  }

  /** Returns the folder, absolute. */
  public Path path() {
    return folder;
  }

  /**
   * Returns whether the model is there already.
   *
   * @throws DownloadException if the folder holds anything else
   */
  public boolean holds(SourceNote note) throws IOException {
    if (!Files.exists(folder) || (Files.isDirectory(folder) && isEmpty())) {
      return false;
    }
    Path source = folder.resolve(SOURCE);
    if (Files.isRegularFile(source) && note.isOf(Files.readString(source))) {
      return true;
    }
    throw new DownloadException(
        folder + ": holds something else already; remove it, or name another with --output DIR",
        null);
  }

  /** Makes the model of a checked file and puts it in place with a note of its source. */
  public void make(Path weights, SourceNote note, Maker maker) throws IOException {
    requireNonNull(maker, "maker");
    Files.createDirectories(part.getParent());
    if (Files.exists(part)) {
      Folders.delete(part);
    }
    Files.createDirectory(part);
    Path made = Files.createDirectory(part.resolve("model"));
    try {
      maker.make(note.model(), weights, made);
      Files.writeString(made.resolve(SOURCE), note.text());
      force(made);
      Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(part);
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  /** Else a machine that loses power after the move could have the names without the content. */
  private static void force(Path made) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(made)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }
}
