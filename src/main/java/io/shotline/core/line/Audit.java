package io.shotline.core.line;

/** Where is kept what people changed. */
public interface Audit {
  /**
   * Requires that entries can be kept, so that nothing is changed without a trace. May block.
   *
   * @throws LineUnavailableException if they cannot now; says the remedy
   */
  void requireReady();

  /**
   * Returns when the entry is safe. May block, by any thread.
   *
   * @throws LineUnavailableException if it cannot be kept now
   */
  void write(AuditEntry entry);
}
