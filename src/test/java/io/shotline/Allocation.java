package io.shotline;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a piece of work takes, in bytes of new objects: a measure of its size that does not depend
 * on how busy the machine is.
 */
public final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Work that may fail as it likes. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  private Allocation() {}

  /** The bytes that this thread allocates for it. */
  public static long of(Work work) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
