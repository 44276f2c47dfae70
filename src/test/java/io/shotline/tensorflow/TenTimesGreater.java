package io.shotline.tensorflow;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.result.ScoreComponents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model as another one, of a later version; its scores are ten times greater. */
final class TenTimesGreater implements ScoringModel {
  private static final double TIMES = 10;

  private final ScoringModel other;

  TenTimesGreater(ScoringModel other) {
    this.other = other;
  }

  @Override
  public ModelCard card() {
    ModelCard card = other.card();
    return new ModelCard(
        card.name(),
        "10",
        card.encoder(),
        card.layers(),
        card.input(),
        card.maxShots(),
        card.defaultThreshold(),
        card.threadsPerRun(),
        card.terms(),
        card.licence(),
        card.provenance(),
        card.topShare(),
        card.turns(),
        card.accuracy());
  }

  @Override
  public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
      throws UndecodableImageException {
    return other.decode(image, header, bits);
  }

  @Override
  public List<ShotFeatures> encode(List<DecodedImage> images) {
    return other.encode(images);
  }

  @Override
  public TextFeatures describe(String productName) {
    return other.describe(productName);
  }

  @Override
  public List<ModelScore> score(List<ScoreRequest> batch) {
    return other.score(batch).stream().map(TenTimesGreater::greater).toList();
  }

  @Override
  public List<Double> compare(List<ShotFeatures> images, List<Bank> banks) {
    return other.compare(images, banks).stream().map(score -> TIMES * score).toList();
  }

  @Override
  public void close() {
    other.close();
  }

  private static ModelScore greater(ModelScore score) {
    ResidualMap map = score.residualMap();
    float[] values = map.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) TIMES;
    }
    return new ModelScore(
        TIMES * score.score(),
        new ScoreComponents(TIMES * score.score(), null, null, null),
        new ResidualMap(map.rows(), map.columns(), values));
  }
}
