package io.shotline.http.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads times of requests. */
final class RequestTimes {
  private RequestTimes() {}

  /**
   * Returns a time that is written as RFC 3339 has it.
   *
   * @param name of the field or parameter
   * @throws ProblemException if it is none
   */
  static Instant of(String name, String text) throws ProblemException {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1 && time.getYear() <= 9998) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      throw none(name, text);
    }
    throw none(name, text);
  }

  private static ProblemException none(String name, String text) {
    return ProblemException.badRequest(
        name + " must be a time such as 2026-11-24T06:00:00Z, not '" + text + "'");
  }
}
