package io.shotline.kafka;

/**
 * Records of one partition, some of which may not exist.
 *
 * @param start the first
 * @param end behind the last
 */
record OffsetRange(long start, long end) {
  OffsetRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("offsets " + start + " to " + end);
    }
  }

  long size() {
    return end - start;
  }

  boolean contains(long offset) {
    return start <= offset && offset < end;
  }
}
