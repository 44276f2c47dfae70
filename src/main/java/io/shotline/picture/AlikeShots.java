package io.shotline.picture;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.result.ScoredImage;
import io.shotline.picture.ResultPicture.Titled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shot that an image is most like, which costs a run of the model. Used by one thread.
 */
final class AlikeShots {
  private final Scorer scorer;
  private final Catalog catalog;
  private final ShotPanes panes;

  /**
   * Finds shots of a catalog.
   *
   * @param scorer gave the results; stays the caller's
   */
  AlikeShots(Scorer scorer, Catalog catalog) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.catalog = requireNonNull(catalog, "catalog");
    this.panes = new ShotPanes(catalog);
  }

  /**
   * A shot that an image is most like.
   *
   * @param pane null if the shot is gone or cannot be drawn
   */
  record Alike(String shotId, @Nullable Titled pane) {
    Alike {
      requireNonNull(shotId, "shotId");
    }
  }

  /** Returns the shot; empty if the result is of none. */
  Optional<Alike> of(ImageEvent event, ScoredImage result) {
    if (result.shotIds().isEmpty()) {
      return Optional.empty();
    }
    return scorer
        .mostAlikeShot(event, catalog)
        .flatMap(
            id ->
                catalog.shots(event.productId()).stream()
                    .filter(shot -> shot.shotId().equals(id))
                    .findFirst())
        .map(this::alike);
  }

  private Alike alike(ListedShot shot) {
    return new Alike(shot.shotId(), panes.pane(shot).orElse(null));
  }
}
