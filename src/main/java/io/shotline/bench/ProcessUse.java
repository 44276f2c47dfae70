package io.shotline.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What this process had used of the machine at a moment.
 *
 * @param cpuNanos of all threads, TensorFlow's included
 * @param allocatedBytes on the Java heap by the threads that live
 */
record ProcessUse(long cpuNanos, long allocatedBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");

  static ProcessUse now() {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long allocated =
        Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
            .filter(bytes -> bytes > 0)
            .sum();
    return new ProcessUse(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
        allocated);
  }

  /** Resident memory: heap, natives and what the page cache has mapped. */
  static double residentMegabytes() {
    try {
      String line =
          Files.readAllLines(STATUS).stream()
              .filter(text -> text.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(STATUS + " cannot be read", e);
    }
  }
}
