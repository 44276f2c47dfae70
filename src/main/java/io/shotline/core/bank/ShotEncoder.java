package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Rejection;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TurnRule;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.view.ShotShape;
import io.shotline.core.view.TilePixels;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the features of one product's shots. Reads the headers of the newest shots first, which
 * give the layout, and then encodes the shots by it. A shot that turns out to be broken gives its
 * place to the next older one, which may change the layout. For one bank, on one thread.
 */
final class ShotEncoder {
  private static final Logger LOG = LoggerFactory.getLogger(ShotEncoder.class);

  /** A listed shot whose header says nothing against it. */
  private record Usable(ListedShot shot, ImageSize size) {}

  private final ScoringModel model;
  private final Catalog catalog;
  private final View view;
  private final ShotFile files;

  /** Null: that of the shots themselves. */
  private final @Nullable ShotShape given;

  /** Ids of shots that were found not to be usable. */
  private final Set<String> unusable = new HashSet<>();

  /**
   * @param files knows the shots that need not be encoded again where they are of the same layout
   * @param given the shape that the layout follows; null: that of the shots themselves
   */
  ShotEncoder(
      ScoringModel model, ShotFile files, Catalog catalog, View view, @Nullable ShotShape given) {
    this.model = requireNonNull(model, "model");
    this.files = requireNonNull(files, "files");
    this.catalog = requireNonNull(catalog, "catalog");
    this.view = requireNonNull(view, "view");
    this.given = given;
  }

  /**
   * Encodes the newest shots that can be used.
   *
   * @param listed the oldest first
   */
  ViewedShots encode(int maxShots, List<ListedShot> listed) {
    while (true) {
      List<Usable> newest = newest(maxShots, listed);
      ShotShape shape =
          given == null ? ShotShape.of(view, newest.stream().map(Usable::size).toList()) : given;
      ViewLayout layout = ViewLayout.of(view, model.card().input(), shape);
      Optional<List<TiledShot>> shots =
          encode(newest, layout)
              .flatMap(
                  all -> lookAtTurns(newest, new ViewedShots(layout, shape, all, listed.size())));
      if (shots.isPresent()) {
        return new ViewedShots(layout, shape, shots.get(), listed.size());
      }
    }
  }

  /**
   * Returns the features of mild variants of a shot, for each of its tiles; none if the shot was
   * removed meanwhile.
   */
  List<List<ShotFeatures>> variants(TiledShot shot, List<ListedShot> listed) {
    TileEncoder encoder = new TileEncoder(model);
    return listed.stream()
        .filter(each -> each.shotId().equals(shot.shotId()))
        .flatMap(
            each ->
                catalog
                    .image(each)
                    .flatMap(image -> usable(each, files.tiles(image, shot.layout())))
                    .stream())
        .flatMap(pixels -> pixels.tiles().stream())
        .map(tile -> encoder.features(MildVariants.of(tile)))
        .toList();
  }

  /** From the newest back, so that a broken new shot does not take the place of an old good one. */
  private List<Usable> newest(int maxShots, List<ListedShot> listed) {
    List<Usable> newest = new ArrayList<>();
    for (int i = listed.size() - 1; i >= 0 && newest.size() < maxShots; i--) {
      ListedShot shot = listed.get(i);
      if (!unusable.contains(shot.shotId())) {
        catalog
            .image(shot)
            .flatMap(image -> usable(shot, files.header(image, view)))
            .ifPresent(header -> newest.add(0, new Usable(shot, header.size())));
      }
    }
    return newest;
  }

  /** One image at a time: all shots may be larger than the memory. Empty if one cannot be used. */
  private Optional<List<TiledShot>> encode(List<Usable> newest, ViewLayout layout) {
    List<TiledShot> encoded = new ArrayList<>();
    for (int i = newest.size() - 1; i >= 0; i--) {
      ListedShot shot = newest.get(i).shot();
      boolean turned = isTurned(i, newest.size());
      Optional<TiledShot> fresh =
          catalog
              .image(shot)
              .flatMap(image -> usable(shot, files.encode(shot.shotId(), image, layout, turned)));
      if (fresh.isEmpty()) {
        unusable.add(shot.shotId());
        return Optional.empty();
      }
      encoded.add(0, fresh.get());
    }
    return Optional.of(encoded);
  }

  /**
   * Makes the features of a second look at turned copies, where the bank will hold them: they take
   * seven times the time and the memory of those of the shots. Empty if a shot cannot be used.
   */
  private Optional<List<TiledShot>> lookAtTurns(List<Usable> newest, ViewedShots viewed) {
    boolean twice = viewed.layout().looks().second() != null;
    if (!twice || !TileBanks.turns(model, viewed)) {
      return Optional.of(viewed.shots());
    }
    List<TiledShot> complete = new ArrayList<>();
    for (int i = 0; i < newest.size(); i++) {
      ListedShot listed = newest.get(i).shot();
      TiledShot shot = viewed.shots().get(i);
      if (shot.lacksTurns()) {
        Optional<TilePixels> pixels =
            catalog
                .image(listed)
                .flatMap(image -> usable(listed, files.tiles(image, shot.layout())));
        if (pixels.isEmpty()) {
          unusable.add(listed.shotId());
          return Optional.empty();
        }
        List<DecodedImage> tiles = pixels.get().tiles();
        complete.add(shot.with(new TileEncoder(model).lookAtTurns(shot.tiles(), tiles)));
      } else {
        complete.add(shot);
      }
    }
    complete.forEach(files.known()::add);
    return Optional.of(complete);
  }

  private boolean isTurned(int index, int count) {
    TurnRule rule = model.card().turns();
    return rule != null && rule.includes(index, count);
  }

  /** Returns what was made of a file; says why if nothing was. */
  private <T> Optional<T> usable(ListedShot shot, ImageReader.Result<T> result) {
    if (result instanceof ImageReader.Result.Refused<T> refused) {
      ignore(shot, refused.rejection());
      return Optional.empty();
    }
    return Optional.of(((ImageReader.Result.Read<T>) result).value());
  }

  /** Says it once, however often the shot is looked at. */
  private void ignore(ListedShot shot, Rejection rejection) {
    if (unusable.add(shot.shotId())) {
      LOG.warn("shot {} of product {} is ignored: {}", shot.shotId(), shot.productId(), rejection);
    }
  }
}
