package io.shotline.bench;

import io.shotline.camera.Frame;
import io.shotline.camera.drawn.SimulatedLine;
import io.shotline.core.BaselineEncoder;
import io.shotline.core.CardFit;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Times the parts of a score on one thread of calls, in turn, so that the machine's moods meet all
 * of them alike. The comparison with the shots is what a score takes beyond an encoding.
 */
public final class ModelBench {
  private static final int DIFFERENT_IMAGES = 100;
  private static final double DEFECT_SHARE = 0.15;
  private static final int SHOTS = 4;

  /** Milliseconds per image of one round; plain is 0 where there is no plain encoder. */
  private record Round(double decode, double encode, double plain, double score) {}

  private final ScoringModel model;
  private final CardFit fit;
  private final @Nullable BaselineEncoder plain;
  private final List<EncodedImage> images;
  private final Bank bank;

  /**
   * @param plain what a score is compared with; stays the caller's, as the model does
   */
  private ModelBench(
      ScoringModel model,
      @Nullable BaselineEncoder plain,
      List<EncodedImage> images,
      List<EncodedImage> shots)
      throws UndecodableImageException {
    this.model = model;
    this.fit = new CardFit(model);
    this.plain = plain;
    this.images = images;
    List<EncodedShot> encoded = new ArrayList<>();
    for (EncodedImage shot : shots) {
      encoded.add(new EncodedShot("shot", "", model.encode(List.of(fit.read(shot))).get(0)));
    }
    this.bank = new Bank("plate", "plate", 0, encoded.size(), encoded, model.describe("plate"));
  }

  /** Returns a bench on drawn images, compared with four drawn shots. */
  public static ModelBench drawn(ScoringModel model, @Nullable BaselineEncoder plain)
      throws UndecodableImageException {
    SimulatedLine line = new SimulatedLine(1, DIFFERENT_IMAGES, DEFECT_SHARE);
    return new ModelBench(
        model,
        plain,
        Stream.generate(line::next)
            .limit(DIFFERENT_IMAGES)
            .map(frame -> frame.orElseThrow().image())
            .toList(),
        new SimulatedLine(1, 1, 0).normalShots(SHOTS).stream().map(Frame::image).toList());
  }

  /**
   * Returns milliseconds per image of each part, and images per second, for batches of this size.
   */
  public Map<String, Double> run(int batch, int rounds) throws UndecodableImageException {
    FloatBuffer values = values(batch * fit.read(images.get(0)).pixels().length);
    List<Round> counted = new ArrayList<>();
    for (int round = -2; round < rounds; round++) {
      Round timed = round(batch, round, values);
      if (round >= 0) {
        counted.add(timed);
      }
    }
    String prefix = "batch of " + batch + ": ";
    Map<String, Double> figures =
        figures(
            prefix,
            median(counted, Round::decode),
            median(counted, Round::encode),
            median(counted, Round::score));
    if (plain != null) {
      figures.put(prefix + "encoder in ONNX Runtime, ms per image", median(counted, Round::plain));
      String ratio = prefix + "score / encoder in ONNX Runtime";
      List<Double> ratios = counted.stream().map(round -> round.score() / round.plain()).toList();
      if (ratios.size() < 2) {
        figures.put(ratio, ratios.get(0));
      } else {
        MeanRatio mean = MeanRatio.of(ratios);
        figures.put(ratio, mean.ratio());
        figures.put(ratio + ", 95 % from", mean.from());
        figures.put(ratio + ", 95 % to", mean.to());
      }
    }
    return figures;
  }

  /** The plain encoder runs between two runs of the model, so that each comes after the other. */
  private Round round(int batch, int round, FloatBuffer values) throws UndecodableImageException {
    List<DecodedImage> pixels = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < batch; i++) {
      pixels.add(fit.read(images.get(Math.floorMod(round * batch + i, images.size()))));
    }
    long decoded = System.nanoTime();
    model.encode(pixels);
    long encoded = System.nanoTime();
    if (plain != null) {
      plain.encode(values);
    }
    long plainEncoded = System.nanoTime();
    model.score(pixels.stream().map(image -> new ScoreRequest(image, bank)).toList());
    double unit = 1e6 * batch;
    return new Round(
        (decoded - start) / unit,
        (encoded - decoded) / unit,
        (plainEncoded - encoded) / unit,
        (System.nanoTime() - plainEncoded) / unit);
  }

  /** What a plain encoder takes for normalised images; nothing of it shows in the time. */
  private static FloatBuffer values(int count) {
    FloatBuffer values =
        ByteBuffer.allocateDirect(count * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    SplittableRandom random = new SplittableRandom(1);
    while (values.hasRemaining()) {
      values.put((float) random.nextDouble(-2, 2));
    }
    return values.rewind();
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> part) {
    Measurements measured = new Measurements();
    rounds.forEach(round -> measured.add(part.applyAsDouble(round)));
    return measured.median();
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
