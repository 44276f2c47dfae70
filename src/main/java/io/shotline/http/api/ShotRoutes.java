package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.ShotEntry;
import io.shotline.core.line.Shots;
import io.shotline.http.access.Role;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code /v1/products/{product}/shots}: the normal images of a product. */
public final class ShotRoutes implements ApiRoutes {
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

  private ApiResponse list(ApiRequest request) throws ProblemException {
    List<JsonObject> all =
        shots.list(request.path("product")).stream().map(ShotRoutes::json).toList();
    return Cursor.page(
        request, all, shot -> shot.getString("added_at") + shot.getString("shot_id"));
  }

  private ApiResponse image(ApiRequest request) throws ProblemException {
    String product = request.path("product");
    String shot = request.path("shot");
    EncodedImage image = shots.image(product, shot).orElseThrow(() -> none(product, shot));
    return pictures.answer(image, request.who().role().includes(Role.ENGINEER));
  }

  private ApiResponse add(ApiRequest request) throws ProblemException {
    String product = request.path("product");
    String id = request.query("shot").orElseGet(() -> "shot-" + UUID.randomUUID());
    try {
      ShotEntry added =
          shots.add(product, id, new EncodedImage(request.file()), request.who().name());
      return ApiResponse.json(201, json(added))
          .header("Location", "/" + path(product, id))
          .audited(target(product, id), null, json(added));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(422, "UNUSABLE_SHOT", String.valueOf(e.getMessage()));
    }
  }

  private ApiResponse remove(ApiRequest request) throws ProblemException {
    String product = request.path("product");
    String id = request.path("shot");
    ShotEntry before =
        shots.list(product).stream()
            .filter(shot -> shot.shotId().equals(id))
            .findAny()
            .orElseThrow(() -> none(product, id));
    if (!shots.remove(product, id)) {
      throw none(product, id);
    }
    return ApiResponse.empty(204).audited(target(product, id), json(before), null);
  }

  private static JsonObject json(ShotEntry shot) {
    JsonObject json =
        new JsonObject()
            .put("product_id", shot.productId())
            .put("shot_id", shot.shotId())
            .put("added_at", shot.addedAt().toString())
            .put("added_by", shot.addedBy())
            .put("bytes", shot.bytes())
            .put("width", shot.width())
            .put("height", shot.height());
    return shot.fault().isEmpty() ? json : json.put("fault", shot.fault());
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

  private static String target(String product, String shot) {
    return "products/" + product + "/shots/" + shot;
  }
}
