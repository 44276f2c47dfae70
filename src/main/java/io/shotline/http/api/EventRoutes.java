package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** {@code /v1/events}: what happens on the line, as it happens (server-sent events). */
public final class EventRoutes implements ApiRoutes {
  /** Leaves connections for others. */
  static final int MOST_READERS = 32;

  private final EventLog log;

  public EventRoutes(EventLog log) {
    this.log = requireNonNull(log, "log");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of("streamEvents", this::stream);
  }

  private ApiResponse stream(ApiRequest request) throws ProblemException {
    if (log.listeners() >= MOST_READERS) {
      throw new ProblemException(
              503, "BUSY", MOST_READERS + " readers follow the events, which is the most")
          .header("Retry-After", "10");
    }
    String lastId = request.lastEventId();
    return ApiResponse.stream(
        (context, mayStay) -> new EventReader(log, context, mayStay).begin(lastId));
  }
}
