package io.shotline.kafka.cluster;

/**
 * How large a record may be on its way. Larger than any image that is scored, so that one that is
 * too large still reaches the dead letters instead of failing at its sender without a trace.
 */
public final class MessageLimits {
  /** Of a record on any topic but the dead letters. */
  public static final int RECORD_BYTES = 32 << 20;

  /** Of a dead letter: a record of any other topic and the headers that say what is wrong. */
  public static final int DEAD_LETTER_BYTES = 33 << 20;

  /**
   * What a compressed batch may unpack to, and all those of one answer of a broker together. The
   * broker counts compressed bytes: 1 MB on the wire can be a gigabyte in the heap of a consumer.
   */
  static final int UNPACKED_BYTES = 64 << 20;

  /** Records in a compressed batch. A megabyte can hold millions of them, each with its result. */
  static final int UNPACKED_RECORDS = 10_000;

  private MessageLimits() {}
}
