package io.shotline.tensorflow;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.LookSizes;
import io.shotline.core.image.ModelInput;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import java.util.List;
import java.util.stream.Stream;

/** Runs a model that was just loaded, so that the first image does not pay for the optimiser. */
final class FirstRuns {
  private static final ImageSize SQUARE = new ImageSize(1, 1);

  private FirstRuns() {}

  /**
   * Encodes and scores a black image, once for each number of looks.
   *
   * @throws RuntimeException if what comes out is no score
   */
  static void of(ScoringModel model) {
    ModelInput input = model.card().input();
    Stream.of(0.0, Double.MAX_VALUE)
        .map(shorterSide -> input.looks(each -> each.seen(SQUARE), shorterSide))
        .distinct()
        .forEach(looks -> run(model, looks));
  }

  private static void run(ScoringModel model, LookSizes looks) {
    DecodedImage blank = DecodedImage.of(looks, DecodedImage::black);
    ShotFeatures features = model.encode(List.of(blank)).get(0);
    Bank.EncodedShot shot = new Bank.EncodedShot("blank", "", features);
    // Not asked of the text encoder: the first product will, and others may not.
    TextFeatures text = new TextFeatures(new float[2 * features.token().length]);
    Bank bank = new Bank("blank", "blank", 0, 1, List.of(shot), text);
    model.score(List.of(new ScoreRequest(blank, bank)));
  }
}
