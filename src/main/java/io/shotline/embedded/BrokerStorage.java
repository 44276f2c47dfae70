package io.shotline.embedded;

import static java.util.Objects.requireNonNull;

import io.shotline.folder.FolderLock;
import io.shotline.folder.PrivateFolder;
import io.shotline.folder.UnsafeFolderException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's data folder: one broker at a time, formatted once, deleted in the end if it was
 * temporary. Used by the thread that starts and closes the broker.
 */
final class BrokerStorage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerStorage.class);

  /** The file that formatting ends with. */
  private static final String FORMATTED = "meta.properties";

  private static final String LOCK = "shotline";

  private final Path folder;
  private final boolean temporary;
  private @Nullable FolderLock lock;

  private BrokerStorage(Path folder, boolean temporary) {
    this.folder = requireNonNull(folder, "folder");
    this.temporary = temporary;
  }

  static BrokerStorage kept(Path folder) {
    return new BrokerStorage(folder.toAbsolutePath(), false);
  }

  static BrokerStorage temporary() {
    try {
      return new BrokerStorage(Files.createTempDirectory("shotline-broker-"), true);
    } catch (IOException e) {
      throw new BrokerStartException("no temporary folder for the broker's data: " + e, e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Requires that it could be opened; takes nothing and makes nothing. */
  void requireUsable() {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (there.equals(folder)) {
      try {
        take();
      } catch (IOException e) {
        throw failure(e);
      } finally {
        close();
      }
    } else if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new BrokerStartException(
          "--broker-data "
              + folder
              + ": cannot be made, "
              + there
              + (Files.isDirectory(there) ? " is not writable" : " is no folder")
              + "; choose another for the broker's data",
          null);
    }
  }

  /** Takes the folder and formats it unless an earlier start did. */
  void open() {
    try {
      take();
      if (!Files.exists(folder.resolve(FORMATTED))) {
        format();
      }
    } catch (BrokerStartException | UnsafeFolderException e) {
      throw e;
    } catch (Exception e) {
      throw failure(e);
    }
  }

  private void take() throws IOException {
    PrivateFolder.require(
        folder,
        "choose another for the broker's data",
        content -> content.isEmpty() || Files.exists(folder.resolve(FORMATTED)));
    lock();
  }

  private BrokerStartException failure(Exception e) {
    return new BrokerStartException("no broker's data can be kept in " + folder + ": " + e, e);
  }

  /**
   * Kafka has a lock of its own but takes it only after it has written to the metadata log, which
   * breaks the log of the broker that is running there.
   */
  private void lock() throws IOException {
    lock =
        FolderLock.tryTake(folder, LOCK)
            .orElseThrow(
                () ->
                    new BrokerStartException(
                        "the folder "
                            + folder
                            + " is in use by another broker ("
                            + FolderLock.holder(folder, LOCK)
                            + "); stop that or choose another",
                        null));
  }

  private void format() throws Exception {
    new Formatter()
        .setNodeId(BrokerProperties.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(folder.toString())
        .setMetadataLogDirectory(folder.toString())
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  /** Gives the folder back; a temporary one is deleted. */
  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.close();
      }
      if (temporary) {
        delete();
      }
    } catch (IOException e) {
      LOG.warn("the broker's data in {} could not be cleaned up: {}", folder, e.toString());
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }
}
