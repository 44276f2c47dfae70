package io.shotline.bench;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ModelCard;
import io.shotline.core.ScoreComponents;
import io.shotline.core.ScoringModel;
import io.shotline.core.ShotFeatures;
import io.shotline.core.TextFeatures;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ResidualMap;
import java.util.Collections;
import java.util.List;

/** Answers at once and always the same, so that what remains is the cost of the streaming. */
public final class NoOpModel implements ScoringModel {
  private static final DecodedImage BLACK = new DecodedImage(new byte[DecodedImage.LENGTH]);

  private final ModelCard card;
  private final ModelScore normal;

  /**
   * @param card of the model that this stands in for
   */
  public NoOpModel(ModelCard card) {
    this.card = requireNonNull(card, "card");
    int grid = card.grid();
    this.normal =
        new ModelScore(
            0,
            new ScoreComponents(0, null, null, null),
            new ResidualMap(grid, grid, new float[grid * grid]));
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public DecodedImage decode(EncodedImage image) {
    return BLACK;
  }

  @Override
  public List<ShotFeatures> encode(List<DecodedImage> images) {
    return Collections.nCopies(images.size(), new ShotFeatures(new float[0][], new float[0]));
  }

  @Override
  public TextFeatures describe(String productName) {
    return TextFeatures.NONE;
  }

  @Override
  public List<ModelScore> score(List<ScoreRequest> batch) {
    return Collections.nCopies(batch.size(), normal);
  }

  @Override
  public void close() {}
}
