package io.shotline.picture;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Draws shots, and keeps those drawn last: many images are most like the same few. Used by one
 * thread.
 */
final class ShotPanes {
  private static final int MOST_KEPT = 8;

  private final Catalog catalog;
  private final Map<ListedShot, ResultPicture.Titled> kept = new LinkedHashMap<>();

  ShotPanes(Catalog catalog) {
    this.catalog = requireNonNull(catalog, "catalog");
  }

  /** Returns the shot and its name; empty if it is gone or cannot be drawn. */
  Optional<ResultPicture.Titled> pane(ListedShot shot) {
    ResultPicture.Titled known = kept.remove(shot);
    Optional<ResultPicture.Titled> pane =
        known != null ? Optional.of(known) : catalog.image(shot).flatMap(file -> draw(shot, file));
    pane.ifPresent(drawn -> kept.put(shot, drawn));
    if (kept.size() > MOST_KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return pane;
  }

  /** A shot that cannot be drawn takes nothing from the image. */
  private static Optional<ResultPicture.Titled> draw(ListedShot shot, EncodedImage file) {
    try {
      return Optional.of(
          new ResultPicture.Titled(
              "most like shot " + shot.shotId(), Pane.plain(file, ResultPicture.PANE)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
