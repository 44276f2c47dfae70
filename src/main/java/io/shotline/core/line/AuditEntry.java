package io.shotline.core.line;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One change that a person made, or one look at a kept image.
 *
 * @param who the name of the token, or {@code local} where none is asked for
 * @param role that it had
 * @param action the operation, such as {@code changeProduct}
 * @param target the thing, such as {@code products/cap}
 * @param before the state as JSON; empty if there was none
 * @param after the state as JSON; empty if there is none
 */
public record AuditEntry(
    Instant at,
    String who,
    String role,
    String action,
    String target,
    String before,
    String after) {
  public AuditEntry {
    requireNonNull(at, "at");
    requireNonNull(who, "who");
    requireNonNull(role, "role");
    requireNonNull(action, "action");
    requireNonNull(target, "target");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }
}
