package io.shotline.http.access;

import java.util.Locale;

/** What a caller may do; each role may all that those before it may. */
public enum Role {
  /** Looks at products, alerts, pictures and statistics. */
  VIEWER,
  /** Acknowledges and answers alerts, adds and removes shots, publishes images. */
  OPERATOR,
  /** Changes products, thresholds and views; has images as they were received. */
  ENGINEER;

  /** Returns the role of this word in lower case. */
  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Returns the word in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether this role may all that the other may. */
  public boolean includes(Role least) {
    return compareTo(least) >= 0;
  }
}
