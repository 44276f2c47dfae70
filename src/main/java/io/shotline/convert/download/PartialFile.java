package io.shotline.convert.download;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

/**
 * The beginning of a file that is being fetched, {@code NAME.part}, and a note of where it comes
 * from, {@code NAME.part.from}. Both outlive a killed process. Used by one process at a time.
 */
final class PartialFile {
  /**
   * Where the bytes come from.
   *
   * @param source as it was asked for
   * @param validator by which the server knows the file again; empty if it gave none
   * @param total bytes of the whole file; 0 if the server did not say
   */
  record Origin(URI source, String validator, long total) {
    static final Origin NONE = new Origin(URI.create(""), "", 0);

    Origin {
      requireNonNull(source, "source");
      requireNonNull(validator, "validator");
    }
  }

  private final Path part;
  private final Path note;

  PartialFile(Path folder, String file) {
    this.part = folder.resolve(file + ".part");
    this.note = folder.resolve(file + ".part.from");
  }

  Path path() {
    return part;
  }

  long bytes() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** Returns where its bytes come from; {@link Origin#NONE} if nobody noted it. */
  Origin origin() throws IOException {
    if (!Files.exists(note)) {
      return Origin.NONE;
    }
    Properties values = new Properties();
    try (InputStream in = Files.newInputStream(note)) {
      values.load(in);
      return new Origin(
          URI.create(values.getProperty("source", "")),
          values.getProperty("validator", ""),
          Long.parseLong(values.getProperty("total", "0")));
    } catch (IllegalArgumentException e) {
      // Half written when the machine stopped: the sum tells whether the bytes are right.
      return Origin.NONE;
    }
  }

  /** Empties it for bytes of this origin. */
  void restart(Origin origin) throws IOException {
    FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)
        .close();
    Properties values = new Properties();
    values.setProperty("source", origin.source().toString());
    values.setProperty("validator", origin.validator());
    values.setProperty("total", Long.toString(origin.total()));
    try (OutputStream out = Files.newOutputStream(note)) {
      values.store(out, null);
    }
  }

  /** Opens it behind its last byte; the caller closes it. */
  FileChannel append() throws IOException {
    return FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  void discard() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(note);
  }

  /** Gives it its name, in place of a file that has it. */
  void complete(Path whole) throws IOException {
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(note);
  }
}
