package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.Audit;
import io.shotline.core.line.AuditEntry;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.http.access.Caller;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes each change in the log and where audits are kept. Safe for use by many threads. */
final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

  private final Audit audit;
  private final Clock clock;

  AuditLog(Audit audit, Clock clock) {
    this.audit = requireNonNull(audit, "audit");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Requires that a change can be noted.
   *
   * @throws LineUnavailableException if it cannot now
   */
  void requireReady() {
    audit.requireReady();
  }

  /**
   * Notes the changes of an answer, if it made any; returns the answer.
   *
   * @throws ProblemException if a change was made but cannot be kept
   */
  ApiResponse noted(Caller caller, String action, ApiResponse response) throws ProblemException {
    for (ApiResponse.Change change : response.changes()) {
      note(caller, action, change);
    }
    return response;
  }

  private void note(Caller caller, String action, ApiResponse.Change change)
      throws ProblemException {
    LOG.info("{} ({}) did {}: {}", caller.name(), caller.role().word(), action, change.target());
    try {
      audit.write(
          new AuditEntry(
              clock.instant(),
              caller.name(),
              caller.role().word(),
              action,
              change.target(),
              text(change.before()),
              text(change.after())));
    } catch (LineUnavailableException e) {
      LOG.warn("{} on {} is not on the audit topic: {}", action, change.target(), e.getMessage());
      throw new ProblemException(
          503, "NOT_AUDITED", "the change was made, but the audit topic does not have it");
    }
  }

  private static String text(@Nullable JsonObject state) {
    return state == null ? "" : state.encode();
  }
}
