package io.shotline.failure;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Tells when to say again what holds for many images of one name, for each name by itself. Names
 * come from outside: those beyond 1000 within a minute share one turn. Safe for use by many
 * threads.
 */
public final class OncePerMinuteEach {
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_NAMES = 1000;

  /** Of the names that have no turn of their own. */
  private static final String OTHERS = "";

  private record Said(long nanos, long unsaid) {}

  private final LongSupplier nanos;

  /** The one that was said longest ago comes first. */
  private final Map<String, Said> turns = new LinkedHashMap<>();

  /** By the time of this machine that no clock step moves. */
  public OncePerMinuteEach() {
    this(System::nanoTime);
  }

  /**
   * @param nanos time that only goes on, as {@link System#nanoTime} does
   */
  public OncePerMinuteEach(LongSupplier nanos) {
    this.nanos = requireNonNull(nanos, "nanos");
  }

  /**
   * Asks whether it is time.
   *
   * @return how often the answer was no since the last yes; empty if it is no now
   */
  public synchronized OptionalLong due(String name) {
    long now = nanos.getAsLong();
    String turn = turn(name, now);
    Said last = turns.get(turn);
    if (last != null && now - last.nanos < MINUTE_NANOS) {
      turns.put(turn, new Said(last.nanos, last.unsaid + 1));
      return OptionalLong.empty();
    }
    turns.remove(turn);
    turns.put(turn, new Said(now, 0));
    return OptionalLong.of(last == null ? 0 : last.unsaid);
  }

  private String turn(String name, long now) {
    if (!turns.containsKey(name) && turns.size() >= MOST_NAMES) {
      Iterator<Said> oldest = turns.values().iterator();
      while (oldest.hasNext() && now - oldest.next().nanos >= MINUTE_NANOS) {
        oldest.remove();
      }
      return turns.size() >= MOST_NAMES ? OTHERS : name;
    }
    return name;
  }
}
