package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.ShotEntry;
import io.shotline.core.line.Shots;
import io.shotline.core.product.ListedShot;
import io.shotline.http.access.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products/{product}/shots}: the normal images of a product. */
public final class ShotRoutes implements ApiRoutes {
  /** So that no time of a record is below zero: they begin with the year 1. */
  private static final long SECONDS_BEFORE_1970 = 100_000_000_000L;

  private final Shots shots;
  private final PlainPictures pictures;

  /**
   * Makes the routes.
   *
   * @param pictures draws images without what else their files hold
   */
  public ShotRoutes(Shots shots, PlainPictures pictures) {
    this.shots = requireNonNull(shots, "shots");
    this.pictures = requireNonNull(pictures, "pictures");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of(
        "listShots", this::list,
        "getShotImage", this::image,
        "addShot", this::add,
        "removeShot", this::remove);
  }

  /** Reads the images of the part that is asked for alone. */
  private ApiResponse list(ApiRequest request) throws ProblemException {
    String product = request.path("product");
    Cursor.Part<ListedShot> part =
        Cursor.part(request, "shots of " + product, shots.list(product), ShotRoutes::place);
    List<ShotEntry> entries = shots.entries(part.items());
    @Nullable ShotJson among =
        entries.isEmpty() ? null : shots.compared(product).map(ShotJson::new).orElse(null);
    JsonObject answer =
        new JsonObject()
            .put(
                "items",
                LineJson.list(
                    entries.stream()
                        .map(shot -> among == null ? ShotJson.of(shot) : among.among(shot))
                        .toList()))
            .put("scores", among == null && !entries.isEmpty() ? "pending" : "ready");
    return ApiResponse.json(200, part.next() == null ? answer : answer.put("next", part.next()));
  }

  /** Returns a text that sorts as the list does: by time, those of the same time by id. */
  private static String place(ListedShot shot) {
    Instant at = shot.addedAt();
    return String.format(
        Locale.ROOT,
        "%012d%09d%s",
        at.getEpochSecond() + SECONDS_BEFORE_1970,
        at.getNano(),
        shot.shotId());
  }

  private ApiResponse image(ApiRequest request) throws ProblemException {
    String product = request.path("product");
    String shot = request.path("shot");
    EncodedImage image = shots.image(product, shot).orElseThrow(() -> none(product, shot));
    return pictures.answer(image, request.who().role().includes(Role.ENGINEER));
  }

  private ApiResponse add(ApiRequest request) throws ProblemException {
    String product = NewId.require("product", request.path("product"));
    Optional<String> name = request.query("shot");
    if (!request.files().isEmpty()) {
      if (name.isPresent()) {
        throw ProblemException.badRequest(
            "shot names one shot; those of a form are called as their files: leave shot out");
      }
      return new ShotForm(shots, product, request.who().name()).add(request.files());
    }
    return add(request, product, name.orElseGet(() -> "shot-" + UUID.randomUUID()));
  }

  private ApiResponse add(ApiRequest request, String product, String id) throws ProblemException {
    NewId.require("shot", id);
    try {
      JsonObject added =
          ShotJson.of(
              shots.add(product, id, new EncodedImage(request.file()), request.who().name()));
      return ApiResponse.json(201, added)
          .header("Location", "/" + path(product, id))
          .audited(target(product, id), null, added);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(422, "UNUSABLE_SHOT", String.valueOf(e.getMessage()));
    }
  }

  private ApiResponse remove(ApiRequest request) throws ProblemException {
    String product = request.path("product");
    String id = request.path("shot");
    ShotEntry before = shots.remove(product, id).orElseThrow(() -> none(product, id));
    return ApiResponse.empty(204).audited(target(product, id), ShotJson.of(before), null);
  }

  private static ProblemException none(String product, String shot) {
    return ProblemException.notFound(
        "product "
            + product
            + " has no shot "
            + shot
            + "; GET /v1/products/"
            + product
            + "/shots lists them");
  }

  private static String path(String product, String shot) {
    return "v1/products/" + PathText.of(product) + "/shots/" + PathText.of(shot);
  }

  static String target(String product, String shot) {
    return "products/" + product + "/shots/" + shot;
  }
}
