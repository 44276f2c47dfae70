package io.shotline.kafka.topic;

import io.shotline.wire.Parsed;

/** What is sent must be readable: a publisher's mistake is told to it, not to the dead letters. */
final class Required {
  private Required() {}

  static void valid(Parsed<?> parsed) {
    if (parsed instanceof Parsed.Invalid<?> invalid) {
      throw new IllegalArgumentException(invalid.rejection().detail());
    }
  }
}
