package io.shotline.core;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.result.ScoreComponents;
import io.shotline.testing.FakeModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link FakeModel} of version 2 of which a test changes a part. */
public class OtherModel implements ScoringModel {
  public final FakeModel fake = new FakeModel("2", batch -> {});

  /** A model whose scores are all the same. */
  public static OtherModel scoring(double score, float residual) {
    return new OtherModel() {
      @Override
      public List<ModelScore> score(List<ScoreRequest> batch) {
        ResidualMap map = new ResidualMap(1, 2, new float[] {0, residual});
        ScoreComponents components = new ScoreComponents(score, null, null, null);
        return batch.stream().map(request -> new ModelScore(score, components, map)).toList();
      }
    };
  }

  @Override
  public ModelCard card() {
    return fake.card();
  }

  @Override
  public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
      throws UndecodableImageException {
    return fake.decode(image, header, bits);
  }

  @Override
  public List<ShotFeatures> encode(List<DecodedImage> images) {
    return fake.encode(images);
  }

  @Override
  public TextFeatures describe(String productName) {
    return fake.describe(productName);
  }

  @Override
  public List<ModelScore> score(List<ScoreRequest> batch) {
    return fake.score(batch);
  }

  @Override
  public void close() {
    fake.close();
  }
}
