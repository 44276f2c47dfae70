package io.shotline.folder;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a folder for one user of it at a time, in this process or another. The system gives the
 * lock back when the process ends, however it ends. A note beside the lock names the holder.
 */
public final class FolderLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  private final FileChannel channel;
  private final Path holder;

  private FolderLock(FileChannel channel, Path holder) {
    this.channel = requireNonNull(channel, "channel");
    this.holder = requireNonNull(holder, "holder");
  }

  /**
   * Takes the lock if nobody has it.
   *
   * @param name of the lock; a folder may have several
   * @return empty if it is held
   */
  public static Optional<FolderLock> tryTake(Path folder, String name) throws IOException {
    Path holder = holderFile(folder, name);
    // A lock is the process's: closing a second channel to the file would end that of the first.
    if (read(holder).equals(self())) {
      return Optional.empty();
    }
    FileChannel channel =
        FileChannel.open(
            folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = isLocked(channel);
      if (!taken) {
        return Optional.empty();
      }
      Files.writeString(holder, self());
      return Optional.of(new FolderLock(channel, holder));
    } catch (IOException e) {
      taken = false;
      throw e;
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /** Returns who holds the lock, as messages name it: {@code process 4711}. */
  public static String holder(Path folder, String name) {
    try {
      String note = read(holderFile(folder, name));
      return note.isEmpty() ? "another process" : "process " + note.split(" ", 2)[0];
    } catch (IOException e) {
      return "another process";
    }
  }

  /** Gives the folder back. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(holder);
      channel.close();
    } catch (IOException e) {
      LOG.warn("the lock of {} could not be given back: {}", holder.getParent(), e.toString());
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      LOG.debug("taken by another thread at this moment", e);
      return false;
    }
  }

  private static Path holderFile(Path folder, String name) {
    return folder.resolve(name + ".holder");
  }

  private static String read(Path note) throws IOException {
    return Files.exists(note) ? Files.readString(note) : "";
  }

  /** Number and start: in a container, each process has the number of the one before. */
  private static String self() {
    ProcessHandle process = ProcessHandle.current();
    return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("");
  }
}
