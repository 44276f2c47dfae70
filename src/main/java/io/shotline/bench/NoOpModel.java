package io.shotline.bench;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Grid;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.result.ScoreComponents;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers at once and always the same, so that what remains is the cost of the streaming. */
public final class NoOpModel implements ScoringModel {
  private final ModelCard card;
  private final DecodedImage black;
  private final Grid grid;
  private final ModelScore normal;

  /**
   * @param card of the model that this stands in for
   */
  public NoOpModel(ModelCard card) {
    this.card = requireNonNull(card, "card");
    this.black = DecodedImage.black(card.input().seen(new ImageSize(1, 1)));
    this.grid = card.input().grid(black.size());
    this.normal =
        new ModelScore(
            0,
            new ScoreComponents(0, null, null, null),
            new ResidualMap(grid.rows(), grid.columns(), new float[grid.patches()]));
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits) {
    return new BlackPixels(header.size(), black);
  }

  @Override
  public List<ShotFeatures> encode(List<DecodedImage> images) {
    return Collections.nCopies(images.size(), new ShotFeatures(grid, new float[0][], new float[0]));
  }

  @Override
  public List<Double> compare(List<ShotFeatures> images, List<Bank> banks) {
    return Collections.nCopies(images.size(), 0.0);
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

  /**
   * Black, which nobody has to resize.
   *
   * @param black of the size that the model sees of a square, for views of that size
   */
  private record BlackPixels(ImageSize size, DecodedImage black) implements Pixels {
    @Override
    public int channels() {
      return DecodedImage.CHANNELS;
    }

    @Override
    public void readRow(int y, byte[] row) {
      Arrays.fill(row, 0, size.width() * channels(), (byte) 0);
    }

    @Override
    public DecodedImage resize(Region part, ImageSize target) {
      return black.size().equals(target) ? black : DecodedImage.black(target);
    }

    @Override
    public void close() {}
  }
}
