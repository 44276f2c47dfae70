package io.shotline.core.bank;

import io.shotline.core.view.ViewLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shots that a model encoded already, by file and layout: nobody has to encode them again. Safe
 * for use by many threads.
 */
public final class KnownShots {
  private record Key(String digest, ViewLayout layout) {}

  private final Map<Key, TiledShot> shots = new ConcurrentHashMap<>();

  /** Returns these shots. */
  static KnownShots of(List<TiledShot> shots) {
    KnownShots known = new KnownShots();
    shots.forEach(known::add);
    return known;
  }

  /** Adds a shot; one of the same file and layout gives way to it. */
  void add(TiledShot shot) {
    shots.put(new Key(shot.digest(), shot.layout()), shot);
  }

  /**
   * Returns the shot of a file under an id.
   *
   * @param turned whether it must have its turned copies; otherwise it has none
   */
  Optional<TiledShot> find(String digest, String shotId, ViewLayout layout, boolean turned) {
    return Optional.ofNullable(shots.get(new Key(digest, layout)))
        .filter(shot -> shot.isTurned() || !turned)
        .map(shot -> shot.named(shotId))
        .map(shot -> turned ? shot : shot.upright());
  }
}
