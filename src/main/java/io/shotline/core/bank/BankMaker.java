package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ListedShot;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.view.ShotShape;
import io.shotline.core.view.ViewLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes banks of shots, and encodes no shot twice by one layout. Safe for many threads. */
public final class BankMaker {
  private final ScoringModel model;
  private final ShotFile files;

  /**
   * @param known shots that need not be encoded; those that are encoded are added
   */
  public BankMaker(ScoringModel model, ImageReader reader, KnownShots known) {
    this.model = requireNonNull(model, "model");
    this.files = new ShotFile(model, reader, known);
  }

  /**
   * Encodes a shot before a bank needs it; empty if it can be used.
   *
   * @return why it cannot be used
   */
  public Optional<Rejection> know(EncodedImage image, ViewLayout layout) {
    return files.encode("", image, layout, model.card().turns() != null)
            instanceof ImageReader.Result.Refused<TiledShot> refused
        ? Optional.of(refused.rejection())
        : Optional.empty();
  }

  /**
   * Makes the bank of a product's shots.
   *
   * @param text of the product's name; null: not asked of the model yet
   * @param shape that the layout follows; null: that of the shots themselves
   */
  public ProductBank make(
      BankBasis basis, Catalog catalog, @Nullable TextFeatures text, @Nullable ShotShape shape) {
    List<ListedShot> listed = catalog.shots(basis.productId());
    ShotEncoder encoder = new ShotEncoder(model, files, catalog, basis.view(), shape);
    ViewedShots viewed = encoder.encode(basis.maxShots(), listed);
    TextFeatures known = text == null ? describe(basis, viewed) : text;
    TileBanks tiles = TileBanks.of(model, basis.productId(), viewed, known);
    ShotScores scores = scores(viewed, tiles, shot -> encoder.variants(shot, listed));
    return new ProductBank(
        basis, viewed, known, tiles, scores, ShotBasis.of(viewed.digest(), scores));
  }

  /** Nothing is asked of the model for a product that no image can be compared with. */
  private TextFeatures describe(BankBasis basis, ViewedShots viewed) {
    return viewed.shots().isEmpty() ? TextFeatures.NONE : model.describe(basis.productName());
  }

  /**
   * @param variants makes the features of mild variants, for each tile of a shot
   */
  private ShotScores scores(
      ViewedShots viewed, TileBanks tiles, Function<TiledShot, List<List<ShotFeatures>>> variants) {
    ShotComparison comparison = ShotComparison.of(model, viewed);
    if (comparison.shots().size() != 1 || !model.card().comparesShots()) {
      return comparison.leaveOneOut(tiles.turns());
    }
    List<List<ShotFeatures>> standIns = variants.apply(comparison.shots().get(0));
    return standIns.isEmpty() ? ShotScores.NONE : comparison.standIns(standIns, tiles.tiles());
  }
}
