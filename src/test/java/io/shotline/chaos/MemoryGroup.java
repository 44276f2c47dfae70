package io.shotline.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A control group whose processes may have so much memory together; where root may make one. */
final class MemoryGroup implements AutoCloseable {
  private static final Path FIRST_VERSION = Path.of("/sys/fs/cgroup/memory");
  private static final Path SECOND_VERSION = Path.of("/sys/fs/cgroup");

  private final Path folder;

  private MemoryGroup(Path folder) {
    this.folder = folder;
  }

  /** Makes a group; empty where it cannot be made. */
  static Optional<MemoryGroup> of(long bytes) {
    boolean first = Files.isDirectory(FIRST_VERSION);
    Path folder =
        (first ? FIRST_VERSION : SECOND_VERSION)
            .resolve("shotline-" + ProcessHandle.current().pid());
    try {
      Files.createDirectory(folder);
      Files.writeString(
          folder.resolve(first ? "memory.limit_in_bytes" : "memory.max"), Long.toString(bytes));
      return Optional.of(new MemoryGroup(folder));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns what stands before a command that is to run in the group. */
  List<String> before() {
    String enter = "echo $$ >" + folder.resolve("cgroup.procs") + " && exec \"$@\"";
    return List.of("bash", "-c", enter, "bash");
  }

  /** Returns a process's figure in kB, such as VmRSS. */
  static long kilobytes(long pid, String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Its last process has not ended yet: an empty group takes nothing.
      folder.toFile().deleteOnExit();
    }
  }
}
