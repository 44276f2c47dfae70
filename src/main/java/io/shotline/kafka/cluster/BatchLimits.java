package io.shotline.kafka.cluster;

/**
 * What a compressed batch may hold.
 *
 * @param recordBytes of one record, unpacked
 * @param bytes of all records of a batch, unpacked; and of all batches of one answer of a broker
 * @param records of one batch
 */
record BatchLimits(int recordBytes, int bytes, int records) {
  /** A record may be as large as a topic takes it uncompressed, dead letters included. */
  static final BatchLimits DEFAULT =
      new BatchLimits(
          MessageLimits.DEAD_LETTER_BYTES,
          MessageLimits.UNPACKED_BYTES,
          MessageLimits.UNPACKED_RECORDS);

  BatchLimits {
    if (recordBytes < 1 || bytes < recordBytes || records < 1) {
      throw new IllegalArgumentException(
          "limits of a batch must be at least 1 and those of all records not below that of one, got "
              + recordBytes
              + ", "
              + bytes
              + " and "
              + records);
    }
  }
}
