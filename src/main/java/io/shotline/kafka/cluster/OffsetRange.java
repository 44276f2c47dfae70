package io.shotline.kafka.cluster;

/**
 * Records of one partition, some of which may not exist.
 *
 * @param start the first
 * @param end behind the last
 */
public record OffsetRange(long start, long end) {
  public OffsetRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("offsets " + start + " to " + end);
    }
  }

  public long size() {
    return end - start;
  }

  public boolean contains(long offset) {
    return start <= offset && offset < end;
  }
}
