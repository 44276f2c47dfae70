package io.shotline.http.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of browsers, which cannot keep a token safely. They end with the process. Safe for
 * use by many threads.
 */
public final class Sessions {
  /** How long a session lasts, a shift and a half. */
  public static final Duration LASTS = Duration.ofHours(12);

  private static final int MOST = 1000;
  private static final int RANDOM_BYTES = 32;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** By the hash of the id, the oldest first. */
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  private record Session(Caller caller, Instant end) {}

  public Sessions(Clock clock) {
    this.clock = clock;
  }

  /** Begins a session; the oldest ends if there are too many. Returns its id, which is secret. */
  public synchronized String begin(Caller caller) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    if (sessions.size() >= MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    sessions.put(Token.hashOf(id), new Session(caller, clock.instant().plus(LASTS)));
    return id;
  }

  /** Returns the caller of a session that has not ended. */
  public synchronized Optional<Caller> find(String id) {
    String hash = Token.hashOf(id);
    Session session = sessions.get(hash);
    if (session == null) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(session.end())) {
      sessions.remove(hash);
      return Optional.empty();
    }
    return Optional.of(session.caller());
  }

  /** Ends a session. */
  public synchronized void end(String id) {
    sessions.remove(Token.hashOf(id));
  }
}
