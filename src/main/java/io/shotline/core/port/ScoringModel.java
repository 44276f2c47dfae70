package io.shotline.core.port;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.result.ScoreComponents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port to the network. Implementations are safe for use by many threads at once. A {@link
 * RuntimeException} from any method means that the model or the machine is broken, never the input.
 */
public interface ScoringModel extends AutoCloseable {
  ModelCard card();

  /**
   * Decodes a file to upright pixels, nothing cut or resized; the caller closes them.
   *
   * @param header of this file
   * @param bits of a sample that are used, of files with more than 8; null if only the file may
   *     know
   * @throws UndecodableImageException if the file is cut short or broken
   */
  Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
      throws UndecodableImageException;

  /** The features of each image, in their order. All images are of the same sizes. */
  List<ShotFeatures> encode(List<DecodedImage> images);

  /** What the model knows of a product by its name; nothing if it has no text prior. */
  TextFeatures describe(String productName);

  /** How many calls of {@link #score} at once keep what the model runs on busy; 1 or more. */
  default int runs() {
    return 1;
  }

  /**
   * Returns how many of the images that wait make a batch of a size that has been run before, where
   * the first run of a size costs more than the ones after it; 1 or more.
   *
   * @param waiting 1 or more
   */
  default int batchOf(int waiting) {
    return waiting;
  }

  /**
   * The scores of a batch, in its order. All images are of the same sizes; products may be mixed,
   * and shots of all sizes. Each score equals what the image gets in a batch of its own to 1e-5.
   */
  List<ModelScore> score(List<ScoreRequest> batch);

  /**
   * Compares features that are there already: the scores that {@link #score} gives their images.
   *
   * @param images of one grid in each look
   * @param banks as many, one per image
   * @throws UnsupportedOperationException if the model's card has no {@link ModelCard#topShare}
   */
  default List<Double> compare(List<ShotFeatures> images, List<Bank> banks) {
    throw new UnsupportedOperationException(card().label() + " does not compare features");
  }

  @Override
  void close();

  /** An image and what to compare it with. */
  record ScoreRequest(DecodedImage image, Bank bank) {}

  /** The network's answer for one image. */
  record ModelScore(double score, ScoreComponents components, ResidualMap residualMap) {
    /**
     * @throws IllegalArgumentException if the score is no number: no comparison with a threshold
     *     would ever call such an image anomalous
     */
    public ModelScore {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("the model's score is " + score);
      }
      requireNonNull(components, "components");
      requireNonNull(residualMap, "residualMap");
    }
  }
}
