package io.shotline.http.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds the requests of each caller: a bucket of requests that fills again at a steady rate. Safe
 * for use by many threads.
 */
public final class RateLimit {
  /** Of those that were not seen for longest are forgotten: their buckets are full again. */
  private static final int MOST_CALLERS = 4096;

  private final int burst;
  private final double perSecond;
  private final Clock clock;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private record Bucket(double requests, Instant at) {}

  /**
   * Makes a limit.
   *
   * @param burst requests at once
   * @param perSecond requests in the long run
   */
  public RateLimit(int burst, double perSecond, Clock clock) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** Takes a request from the caller's bucket; false if it is empty. */
  public boolean take(String caller) {
    return take(caller, 1);
  }

  /** Takes all of some requests from the caller's bucket; none and false if it has fewer. */
  public synchronized boolean take(String caller, int requests) {
    Instant now = clock.instant();
    double left = left(caller, now);
    if (left < requests) {
      return false;
    }
    buckets.put(caller, new Bucket(left - requests, now));
    if (buckets.size() > MOST_CALLERS) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    return true;
  }

  private double left(String caller, Instant now) {
    Bucket bucket = buckets.get(caller);
    if (bucket == null) {
      return burst;
    }
    double seconds = Math.max(0, Duration.between(bucket.at(), now).toMillis() / 1e3);
    return Math.min(burst, bucket.requests() + seconds * perSecond);
  }
}
