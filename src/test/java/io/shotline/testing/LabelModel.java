package io.shotline.testing;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Grid;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.result.ScoreComponents;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A network whose score is the last byte of the file in hundredths. */
public final class LabelModel implements ScoringModel {
  public static final int UNDECODABLE = 101;
  public static final int FATAL = 102;
  public static final double THRESHOLD = 0.6;

  /** Counts down when the model begins to score. */
  public final CountDownLatch scoring = new CountDownLatch(1);

  /** Counts the images that were scored. */
  public final AtomicInteger scored = new AtomicInteger();

  private final String version;
  private final CompletableFuture<Void> gate;
  private final boolean sound;

  public LabelModel() {
    this("11", CompletableFuture.completedFuture(null), false);
  }

  private LabelModel(String version, CompletableFuture<Void> gate, boolean sound) {
    this.version = version;
    this.gate = gate;
    this.sound = sound;
  }

  /** Scores nothing before the gate opens. */
  public static LabelModel behind(CompletableFuture<Void> gate) {
    return new LabelModel("11", gate, false);
  }

  /** Does not fail at images that the others fail at. */
  public static LabelModel repaired() {
    return new LabelModel("11", CompletableFuture.completedFuture(null), true);
  }

  public static LabelModel ofVersion(String version) {
    return new LabelModel(version, CompletableFuture.completedFuture(null), false);
  }

  @Override
  public ModelCard card() {
    return new ModelCard(
        "fake",
        version,
        "none",
        List.of("only"),
        ModelInput.Square.withDefaults(15),
        3,
        THRESHOLD,
        0,
        List.of("score"),
        "none",
        "test");
  }

  @Override
  public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
      throws UndecodableImageException {
    byte last = image.bytes()[image.length() - 1];
    if (last == UNDECODABLE) {
      throw new UndecodableImageException("cut short", new IllegalArgumentException());
    }
    return new OneLevel(header.size(), last);
  }

  /** Pixels that are all of one level, whatever the size. */
  private record OneLevel(ImageSize size, byte level) implements Pixels {
    @Override
    public int channels() {
      return DecodedImage.CHANNELS;
    }

    @Override
    public void readRow(int y, byte[] row) {
      Arrays.fill(row, 0, size.width() * DecodedImage.CHANNELS, level);
    }

    @Override
    public void close() {}
  }

  @Override
  public List<ShotFeatures> encode(List<DecodedImage> images) {
    return images.stream()
        .map(image -> new ShotFeatures(new Grid(1, 1), new float[][] {{1}}, new float[0]))
        .toList();
  }

  @Override
  public TextFeatures describe(String productName) {
    return TextFeatures.NONE;
  }

  @Override
  public List<ModelScore> score(List<ScoreRequest> batch) {
    scoring.countDown();
    scored.addAndGet(batch.size());
    gate.join();
    return batch.stream().map(this::score).toList();
  }

  @Override
  public void close() {}

  private ModelScore score(ScoreRequest request) {
    int last = request.image().pixels()[0];
    if (last == FATAL && !sound) {
      throw new IllegalStateException("the graphics card fell off the bus");
    }
    double score = Math.min(1, last / 100.0);
    float[] map = new float[15 * 15];
    map[7 * 15 + 3] = (float) score;
    return new ModelScore(
        score, new ScoreComponents(score, null, null, null), new ResidualMap(15, 15, map));
  }
}
