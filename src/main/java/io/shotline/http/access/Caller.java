package io.shotline.http.access;

import static java.util.Objects.requireNonNull;

/**
 * Somebody whose requests are answered.
 *
 * @param name of the token; for logs and the audit topic
 */
public record Caller(String name, Role role) {
  /** Everybody on this machine, where no tokens are asked for. */
  public static final Caller LOCAL = new Caller("local", Role.ENGINEER);

  /** Somebody who has not said who. */
  public static final Caller NOBODY = new Caller("nobody", Role.VIEWER);

  public Caller {
    requireNonNull(name, "name");
    requireNonNull(role, "role");
  }
}
