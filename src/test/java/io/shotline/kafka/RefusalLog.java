package io.shotline.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** The log of refused records, of which tests with thousands of them make no use. */
public final class RefusalLog {
  private RefusalLog() {}

  public static void mute() {
    setLevel(Level.ERROR);
  }

  public static void unmute() {
    setLevel(Level.INFO);
  }

  private static void setLevel(Level level) {
    ((Logger) LoggerFactory.getLogger("io.shotline")).setLevel(level);
  }
}
