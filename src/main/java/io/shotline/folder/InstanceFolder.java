package io.shotline.folder;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one instance keeps its copy of shots and products. No other instance of its
 * application uses it until it is closed. Used by the thread that starts and closes the instance.
 */
public final class InstanceFolder implements AutoCloseable {
  /** More instances of one application on one machine are a mistake. */
  private static final int MOST = 100;

  private final Path path;
  private final FolderLock lock;

  private InstanceFolder(Path path, FolderLock lock) {
    this.path = requireNonNull(path, "path");
    this.lock = requireNonNull(lock, "lock");
  }

  /**
   * Takes a folder, which is made if it is missing, for this user alone.
   *
   * @param folder of this instance, or of all of this machine
   * @param application whose instances must not share a folder; others may
   * @param instance name of this instance; null: none
   * @throws UnsafeFolderException if it is in use or others could have written to it
   */
  public static InstanceFolder take(
      Path folder, FolderUse use, String application, @Nullable String instance) {
    Path base = PrivateFolder.requireState(folder);
    try {
      if (use == FolderUse.ALONE) {
        return tryTake(base, application)
            .orElseThrow(
                () ->
                    inUse(
                        "--state-dir " + base,
                        base,
                        application,
                        "stop that instance, name another folder, or leave --state-dir out: each"
                            + " instance then takes a folder of its own"));
      }
      return instance == null ? firstFree(base, application) : named(base, application, instance);
    } catch (IOException e) {
      throw new UnsafeFolderException(
          "the folder " + base + " cannot be locked (" + e + "); choose another with --state-dir",
          e);
    }
  }

  /** Returns the folder, absolute. */
  public Path path() {
    return path;
  }

  /** Gives the folder back; what is in it stays. */
  @Override
  public void close() {
    lock.close();
  }

  private static InstanceFolder firstFree(Path base, String application) throws IOException {
    Optional<InstanceFolder> taken = tryTake(base, application);
    for (int number = 2; taken.isEmpty() && number <= MOST; number++) {
      taken =
          tryTake(
              PrivateFolder.requireState(base.resolve(application + "+" + number)), application);
    }
    return taken.orElseThrow(
        () -> inUse("the state of " + MOST + " instances", base, application, "stop some"));
  }

  /** An instance that had no folder of its own goes on with the copy that nobody else uses. */
  private static InstanceFolder named(Path base, String application, String instance)
      throws IOException {
    Path own = base.resolve(application + "@" + instance);
    if (!Files.exists(own) && Files.exists(base.resolve(application))) {
      Optional<InstanceFolder> before = tryTake(base, application);
      if (before.isPresent()) {
        return before.get();
      }
    }
    return tryTake(PrivateFolder.requireState(own), application)
        .orElseThrow(
            () ->
                inUse(
                    "--instance-id " + instance,
                    own,
                    application,
                    "stop that instance or give this one another --instance-id"));
  }

  private static Optional<InstanceFolder> tryTake(Path folder, String application)
      throws IOException {
    return FolderLock.tryTake(folder, application).map(lock -> new InstanceFolder(folder, lock));
  }

  private static UnsafeFolderException inUse(
      String setting, Path folder, String application, String remedy) {
    return new UnsafeFolderException(
        setting
            + ": in use by "
            + FolderLock.holder(folder, application)
            + ", an instance of application "
            + application
            + "; "
            + remedy,
        null);
  }
}
