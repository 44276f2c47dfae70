package io.shotline.core.line;

/** Says how far people have dealt with an alert. The first that fits counts, from the end. */
public enum AlertState {
  /** Nobody has dealt with it. */
  UNACKNOWLEDGED,
  /** Its camera or product is shelved at this time. */
  SHELVED,
  /** A person has seen it. */
  ACKNOWLEDGED,
  /** A person has said that it was a false alarm or a defect. */
  ANSWERED
}
