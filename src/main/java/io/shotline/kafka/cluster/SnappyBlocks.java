package io.shotline.kafka.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads what the blocks of snappy claim to be. Its reader makes room for a whole block on this
 * claim alone, packed and unpacked, before it looks at the block; no other of Kafka's does.
 */
final class SnappyBlocks {
  /** The first half of what a stream of blocks begins with, and how long all of that is. */
  private static final int MAGIC = 0x82534E41;

  private static final int HEADER_BYTES = 16;
  private static final int VARINT_BYTES = 5;

  private SnappyBlocks() {}

  /**
   * What all blocks together would unpack to.
   *
   * @param packed a stream of blocks, or one block alone
   * @throws IOException if a block is longer than what is there
   */
  static long claimedBytes(ByteBuffer packed) throws IOException {
    if (packed.remaining() < HEADER_BYTES || packed.getInt(packed.position()) != MAGIC) {
      return claim(packed);
    }
    long sum = 0;
    while (packed.remaining() > Integer.BYTES) {
      int length = packed.getInt();
      if (length == MAGIC && packed.remaining() >= HEADER_BYTES - Integer.BYTES) {
        packed.position(packed.position() + HEADER_BYTES - Integer.BYTES);
      } else if (length < 0 || length > packed.remaining()) {
        throw new IOException(
            "a block of " + length + " bytes, of which are there " + packed.remaining());
      } else {
        sum += claim(packed.duplicate());
        packed.position(packed.position() + length);
      }
    }
    return sum;
  }

  private static long claim(ByteBuffer block) {
    long length = 0;
    for (int i = 0; i < VARINT_BYTES && block.hasRemaining(); i++) {
      byte part = block.get();
      length |= (long) (part & 0x7F) << (7 * i);
      if (part >= 0) {
        break;
      }
    }
    return length;
  }
}
