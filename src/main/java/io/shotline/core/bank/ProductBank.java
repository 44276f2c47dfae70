package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.port.Bank;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.view.ViewLayout;
import java.util.List;

/**
 * The features of all shots of one product that count, through one view: what an image of it is
 * compared with, tile by tile.
 *
 * @param text {@link TextFeatures#NONE} where the model has no text prior
 * @param scores of the shots against each other, which the threshold is made of
 * @param shotBasis which what is learnt of images of the product belongs to
 */
public record ProductBank(
    BankBasis basis,
    ViewedShots viewed,
    TextFeatures text,
    TileBanks banks,
    ShotScores scores,
    ShotBasis shotBasis) {
  public ProductBank {
    requireNonNull(basis, "basis");
    requireNonNull(viewed, "viewed");
    requireNonNull(text, "text");
    requireNonNull(banks, "banks");
    requireNonNull(scores, "scores");
    requireNonNull(shotBasis, "shotBasis");
  }

  public String productId() {
    return basis.productId();
  }

  public ViewLayout layout() {
    return viewed.layout();
  }

  /** Returns the shots, the oldest first; empty if the product has none that can be used. */
  public List<TiledShot> shots() {
    return viewed.shots();
  }

  public List<String> shotIds() {
    return shots().stream().map(TiledShot::shotId).toList();
  }

  /** Returns what a tile is compared with. */
  public Bank tile(int index) {
    return banks.tiles().get(index);
  }

  /** Memory held, for the bound of the cache. */
  long bytes() {
    return text.bytes() + shots().stream().mapToLong(TiledShot::bytes).sum();
  }
}
