package io.shotline.http;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.Outcome;
import io.shotline.wire.ResultJson;
import java.util.List;

/** Judges an image of a caller. Safe for use by many threads. */
public final class ScoreAnswer {
  private final ScoreEndpoint endpoint;
  private final List<HealthCheck> ready;

  /**
   * Makes it.
   *
   * @param ready nothing is scored while one of them fails
   */
  public ScoreAnswer(ScoreEndpoint endpoint, List<HealthCheck> ready) {
    this.endpoint = requireNonNull(endpoint, "endpoint");
    this.ready = List.copyOf(ready);
  }

  /**
   * Returns the ScoredImage as JSON; blocks.
   *
   * @throws RefusedException if the image cannot be judged, or not now
   */
  public String json(String product, EncodedImage image) throws RefusedException {
    if (!HealthReport.of(ready).healthy()) {
      throw new RefusedException(503, "NOT_READY", "no images are scored now; see /healthz/ready");
    }
    Outcome outcome = endpoint.scorer().apply(product, image).orElseThrow(RefusedException::busy);
    if (outcome instanceof Outcome.Rejected rejected) {
      throw RefusedException.of(rejected.rejection());
    }
    return ResultJson.of(((Outcome.Judged) outcome).image());
  }
}
