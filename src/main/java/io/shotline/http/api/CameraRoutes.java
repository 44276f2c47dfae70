package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.CameraPicture;
import io.shotline.core.line.CameraPictures;
import io.shotline.core.line.CameraState;
import io.shotline.core.line.Cameras;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code /v1/cameras}: what each camera sent last, and what it was found to be. */
public final class CameraRoutes implements ApiRoutes {
  private final Cameras cameras;
  private final CameraPictures pictures;
  private final Clock clock;

  public CameraRoutes(Cameras cameras, CameraPictures pictures, Clock clock) {
    this.cameras = requireNonNull(cameras, "cameras");
    this.pictures = requireNonNull(pictures, "pictures");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Map<String, ApiOperation> operations() {
    return Map.of(
        "listCameras", this::list, "getCamera", this::get, "getCameraPicture", this::picture);
  }

  private ApiResponse list(ApiRequest request) throws ProblemException {
    Instant now = clock.instant();
    List<JsonObject> all = cameras.all().stream().map(each -> LineJson.of(each, now)).toList();
    return Cursor.page(request, "cameras", all, camera -> camera.getString("camera_id"));
  }

  private ApiResponse get(ApiRequest request) throws ProblemException {
    return ApiResponse.json(200, LineJson.of(find(request), clock.instant()));
  }

  private ApiResponse picture(ApiRequest request) throws ProblemException {
    CameraState camera = find(request);
    CameraPicture picture = pictures.latest(camera);
    if (picture instanceof CameraPicture.Drawn drawn) {
      return ApiResponse.file("image/jpeg", drawn.jpeg().bytes());
    }
    if (picture instanceof CameraPicture.Undrawable undrawable) {
      throw new ProblemException(422, "UNDECODABLE_IMAGE", undrawable.why());
    }
    throw new ProblemException(
        410,
        "GONE",
        "the last image of camera "
            + camera.cameraId()
            + " is of "
            + camera.judgedAt()
            + " and no longer kept; retention.ms of topic images says how long images are");
  }

  private CameraState find(ApiRequest request) throws ProblemException {
    String id = request.path("camera");
    return cameras
        .find(id)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "no image of a camera "
                        + id
                        + " was judged in the last hours; GET /v1/cameras lists those that are known"));
  }
}
