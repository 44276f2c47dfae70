package io.shotline.cli;

import io.shotline.core.DecodedImage;
import io.shotline.core.EncodedImage;
import io.shotline.core.PromptBank;
import io.shotline.core.PromptBank.EncodedShot;
import io.shotline.core.ScoringModel;
import io.shotline.core.ScoringModel.ScoreRequest;
import io.shotline.core.UndecodableImageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times the parts of a score on one thread of calls, in turn, so that the machine's moods meet all
 * of them alike. The comparison with the shots is what a score takes beyond an encoding.
 */
final class ModelBench {
  private final ScoringModel model;
  private final List<EncodedImage> images;
  private final PromptBank bank;

  ModelBench(ScoringModel model, List<EncodedImage> images, List<EncodedImage> shots)
      throws UndecodableImageException {
    this.model = model;
    this.images = images;
    List<EncodedShot> encoded = new ArrayList<>();
    for (EncodedImage shot : shots) {
      encoded.add(new EncodedShot("shot", "", model.encode(List.of(model.decode(shot))).get(0)));
    }
    this.bank =
        new PromptBank("plate", "plate", 0, encoded.size(), encoded, model.describe("plate"));
  }

  /** Milliseconds per image of each part, and images per second, for batches of this size. */
  Map<String, Double> run(int batch, int rounds) throws UndecodableImageException {
    Samples decode = new Samples();
    Samples encode = new Samples();
    Samples score = new Samples();
    for (int round = -2; round < rounds; round++) {
      List<DecodedImage> pixels = new ArrayList<>();
      long start = System.nanoTime();
      for (int i = 0; i < batch; i++) {
        pixels.add(model.decode(images.get(Math.floorMod(round * batch + i, images.size()))));
      }
      long decoded = System.nanoTime();
      model.encode(pixels);
      long encodedAt = System.nanoTime();
      model.score(pixels.stream().map(image -> new ScoreRequest(image, bank)).toList());
      long scored = System.nanoTime();
      if (round >= 0) {
        decode.add((decoded - start) / 1e6 / batch);
        encode.add((encodedAt - decoded) / 1e6 / batch);
        score.add((scored - encodedAt) / 1e6 / batch);
      }
    }
    return figures("batch of " + batch + ": ", decode.median(), encode.median(), score.median());
  }

  private static Map<String, Double> figures(
      String prefix, double decode, double encode, double score) {
    double all = decode + score;
    double compare = Math.max(0, score - encode);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(prefix + "decode, ms per image", decode);
    figures.put(prefix + "encode, ms per image", score - compare);
    figures.put(prefix + "compare, ms per image", compare);
    figures.put(prefix + "score (encode and compare), ms per image", score);
    figures.put(prefix + "share of decode, %", 100 * decode / all);
    figures.put(prefix + "share of encode, %", 100 * (score - compare) / all);
    figures.put(prefix + "share of compare, %", 100 * compare / all);
    figures.put(prefix + "images/s, one after the other", 1000 / all);
    return figures;
  }
}
