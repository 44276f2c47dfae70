package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ColourSummary;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.result.Warning;
import io.shotline.core.view.ViewLayout;
import java.util.List;
import java.util.OptionalInt;

/**
 * A shot as a model sees it through a product's view.
 *
 * @param digest of the image file, so that a changed shot of the same id is noticed
 * @param layout that it was cut by
 * @param tiles their features, in the order of the cut; with those of turned copies only where the
 *     model's card asks for these, and of a second look at them only where a bank holds them
 * @param usedBits the depth that its values would fit in where nothing states it
 * @param warnings reasons to doubt it, whatever it is compared with
 */
record TiledShot(
    String shotId,
    String digest,
    ViewLayout layout,
    List<TurnDecision.Shot> tiles,
    ColourSummary colours,
    OptionalInt usedBits,
    List<Warning> warnings) {
  TiledShot {
    requireNonNull(shotId, "shotId");
    requireNonNull(digest, "digest");
    requireNonNull(layout, "layout");
    tiles = List.copyOf(tiles);
    requireNonNull(colours, "colours");
    requireNonNull(usedBits, "usedBits");
    warnings = List.copyOf(warnings);
  }

  /** Returns the same image under another id. */
  TiledShot named(String id) {
    return new TiledShot(id, digest, layout, tiles, colours, usedBits, warnings);
  }

  /** Returns whether it has the features of its turned copies. */
  boolean isTurned() {
    return !tiles.get(0).turned().isEmpty();
  }

  /** Returns whether the features of its turned copies lack those of a second look. */
  boolean lacksTurns() {
    return tiles.get(0).turned().stream().anyMatch(copy -> copy.second().isEmpty());
  }

  /** Returns the shot with other features. */
  TiledShot with(List<TurnDecision.Shot> features) {
    return new TiledShot(shotId, digest, layout, features, colours, usedBits, warnings);
  }

  /** Returns the shot without the features of its turned copies. */
  TiledShot upright() {
    return with(
        tiles.stream().map(tile -> new TurnDecision.Shot(tile.upright(), List.of())).toList());
  }

  /** Returns the shot with the features of the first look alone. */
  TiledShot first() {
    return with(tiles.stream().map(TurnDecision.Shot::first).toList());
  }

  /** Memory held, for the bound of the cache. */
  long bytes() {
    return tiles.stream()
        .mapToLong(
            tile ->
                tile.upright().bytes()
                    + tile.turned().stream().mapToLong(ShotFeatures::bytes).sum())
        .sum();
  }
}
