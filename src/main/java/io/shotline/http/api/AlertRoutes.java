package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.AlertDrawing;
import io.shotline.core.line.AlertEntry;
import io.shotline.core.line.AlertId;
import io.shotline.core.line.AlertImage;
import io.shotline.core.line.AlertPage;
import io.shotline.core.line.AlertPosition;
import io.shotline.core.line.AlertQuery;
import io.shotline.core.line.AlertState;
import io.shotline.core.line.AlertUpdate;
import io.shotline.core.line.Alerts;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.Feedback;
import io.shotline.http.access.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /v1/alerts}: alerts, their images, and what people say of them. */
public final class AlertRoutes implements ApiRoutes {
  private final Alerts alerts;
  private final PlainPictures pictures;
  private final AlertDrawing drawing;

  /**
   * Makes the routes.
   *
   * @param pictures draws images without what else their files hold
   * @param drawing draws images with their results over them
   */
  public AlertRoutes(Alerts alerts, PlainPictures pictures, AlertDrawing drawing) {
    this.alerts = requireNonNull(alerts, "alerts");
    this.pictures = requireNonNull(pictures, "pictures");
    this.drawing = requireNonNull(drawing, "drawing");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of(
        "listAlerts", this::list,
        "getAlert", this::get,
        "getAlertImage", this::image,
        "getAlertOverlay", this::overlay,
        "acknowledgeAlert", this::acknowledge,
        "answerAlert", this::answer);
  }

  private ApiResponse list(ApiRequest request) throws ProblemException {
    @Nullable Instant from = time(request, "from");
    @Nullable Instant until = time(request, "until");
    if (from != null && until != null && from.isAfter(until)) {
      throw ProblemException.badRequest(
          "from " + from + " is later than until " + until + "; exchange the two");
    }
    AlertQuery query =
        new AlertQuery(
            new LinkedHashSet<>(request.queries("product")),
            new LinkedHashSet<>(request.queries("camera")),
            from,
            until,
            states(request),
            request.integer("limit", Cursor.DEFAULT_LIMIT),
            before(request));
    AlertPage page = alerts.find(query);
    AlertPosition next = page.next();
    return ApiResponse.list(
        page.alerts().stream().map(AlertJson::of).toList(), next == null ? null : next.cursor());
  }

  private ApiResponse get(ApiRequest request) throws ProblemException {
    AlertEntry alert = alerts.get(id(request)).orElseThrow(() -> none(request));
    return ApiResponse.json(200, AlertJson.of(alert));
  }

  private ApiResponse image(ApiRequest request) throws ProblemException {
    AlertImage.Found found = found(request);
    boolean isOriginal = request.who().role().includes(Role.ENGINEER);
    return pictures
        .answer(found.image(), isOriginal)
        .audited(target(request), null, new JsonObject().put("original", isOriginal));
  }

  private ApiResponse overlay(ApiRequest request) throws ProblemException {
    AlertImage.Found found = found(request);
    try {
      return ApiResponse.file("image/png", drawing.png(found.image(), found.result()))
          .audited(target(request), null, null);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(422, "UNDECODABLE_IMAGE", String.valueOf(e.getMessage()));
    }
  }

  private ApiResponse acknowledge(ApiRequest request) throws ProblemException {
    String note = request.json().getString("note", "");
    return answer(
        request,
        alerts
            .acknowledge(id(request), request.who().name(), note)
            .orElseThrow(() -> none(request)));
  }

  private ApiResponse answer(ApiRequest request) throws ProblemException {
    JsonObject body = request.json();
    Feedback.Verdict verdict =
        Feedback.Verdict.valueOf(body.getString("verdict").toUpperCase(Locale.ROOT));
    String note = body.getString("note", "");
    return answer(
        request,
        alerts
            .answer(id(request), verdict, request.who().name(), note)
            .orElseThrow(() -> none(request)));
  }

  private static ApiResponse answer(ApiRequest request, AlertUpdate update) {
    ApiResponse response = ApiResponse.json(200, AlertJson.of(update.after()));
    return update.isChange()
        ? response.audited(
            target(request),
            AlertJson.handling(update.before()),
            AlertJson.handling(update.after()))
        : response;
  }

  private AlertImage.Found found(ApiRequest request) throws ProblemException {
    AlertImage image = alerts.image(id(request));
    if (image instanceof AlertImage.Found found) {
      return found;
    }
    if (image instanceof AlertImage.Omitted omitted) {
      throw new ProblemException(410, "OMITTED", why(omitted.why()));
    }
    throw image instanceof AlertImage.Gone
        ? new ProblemException(
            410,
            "GONE",
            "the time for which the image of alert " + name(request) + " is kept is over")
        : none(request);
  }

  private static String why(EvidenceState evidence) {
    return switch (evidence) {
      case OMITTED_CAP -> "the image was not kept: the camera had too many alerts in that hour";
      case OMITTED_SIZE -> "the image was not kept: it is larger than a record may be";
      case KEPT, OFF -> "the image was not kept: evidence was off for it";
    };
  }

  private static Set<AlertState> states(ApiRequest request) {
    return request.queries("state").stream()
        .map(state -> AlertState.valueOf(state.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Instant time(ApiRequest request, String name) throws ProblemException {
    Optional<String> text = request.query(name);
    return text.isEmpty() ? null : RequestTimes.of(name, text.get());
  }

  private static @Nullable AlertPosition before(ApiRequest request) throws ProblemException {
    Optional<String> cursor = request.query("cursor");
    if (cursor.isEmpty()) {
      return null;
    }
    return AlertPosition.parse(cursor.get()).orElseThrow(() -> Cursor.none(cursor.get()));
  }

  private static AlertId id(ApiRequest request) throws ProblemException {
    return AlertId.parse(name(request)).orElseThrow(() -> none(request));
  }

  private static String name(ApiRequest request) {
    return request.path("alert");
  }

  private static String target(ApiRequest request) {
    return "alerts/" + name(request);
  }

  private static ProblemException none(ApiRequest request) {
    return ProblemException.notFound(
        "there is no alert " + name(request) + "; GET /v1/alerts lists them");
  }
}
