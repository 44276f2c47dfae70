package io.shotline.testing;

import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Grid;
import io.shotline.core.image.ModelInput;
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
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A model for tests without TensorFlow. Its features are the mean levels of the 15 x 15 cells; a
 * patch residual is the difference in level to the same cell of the nearest shot, as a share of
 * 255; the score is the greatest residual. So an image of grey level a scores |a - b| / 255 against
 * a shot of level b.
 */
public final class FakeModel implements ScoringModel {
  /** Scores at or above it are anomalous. */
  public static final double THRESHOLD = 0.25;

  /** The most shots that count. */
  public static final int MAX_SHOTS = 3;

  private static final int GRID = 15;
  private static final int SIDE = 240;
  private static final int CELL = SIDE / GRID;

  private final String version;
  private final Consumer<List<ScoreRequest>> beforeScore;
  private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();

  /** The names that were asked for. */
  public final List<String> described = new CopyOnWriteArrayList<>();

  private final AtomicInteger encoded = new AtomicInteger();
  private final AtomicInteger decoded = new AtomicInteger();

  /** Features that this model made, by identity. */
  private final Set<Object> made = ConcurrentHashMap.newKeySet();

  private final AtomicInteger misuses = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private volatile int runs = 1;

  public FakeModel() {
    this(batch -> {});
  }

  /**
   * A model that calls this before it scores, on the thread that scores; it may block, or throw to
   * play a broken machine.
   */
  public FakeModel(Consumer<List<ScoreRequest>> beforeScore) {
    this("7", beforeScore);
  }

  /** A model of this version. */
  public FakeModel(String version, Consumer<List<ScoreRequest>> beforeScore) {
    this.version = version;
    this.beforeScore = beforeScore;
  }

  /** This model, which asks for so many runs at once. */
  public FakeModel withRuns(int wanted) {
    runs = wanted;
    return this;
  }

  @Override
  public int runs() {
    return runs;
  }

  /** How often it was given what another model had made, or was closed under a run. */
  public int misuses() {
    return misuses.get();
  }

  /** How often it was closed. */
  public int closedCount() {
    return closed.get();
  }

  /** The sizes of the batches scored, in order. */
  public List<Integer> batchSizes() {
    return List.copyOf(batchSizes);
  }

  /** How many shots were encoded. */
  public int encodedCount() {
    return encoded.get();
  }

  /** How many images and shots were decoded, broken ones included. */
  public int decodedCount() {
    return decoded.get();
  }

  @Override
  public ModelCard card() {
    return new ModelCard(
        "fake",
        version,
        "levels",
        List.of("cells"),
        ModelInput.Square.withDefaults(GRID),
        MAX_SHOTS,
        THRESHOLD,
        0,
        List.of(),
        "none",
        "");
  }

  @Override
  public Pixels decode(EncodedImage image, ImageHeader header, @Nullable Integer bits)
      throws UndecodableImageException {
    requireOpen();
    decoded.incrementAndGet();
    try {
      BufferedImage source = ImageIO.read(new ByteArrayInputStream(image.bytes()));
      if (source == null || cutShort(image.bytes())) {
        throw new IOException("the file ends too early");
      }
      return ArrayPixels.of(source);
    } catch (IOException | RuntimeException e) {
      throw new UndecodableImageException("broken: " + e.getMessage(), e);
    }
  }

  /** ImageIO fills the missing part of a JPEG with grey. */
  private static boolean cutShort(byte[] file) {
    return file[0] == (byte) 0xFF && file[file.length - 1] != (byte) 0xD9;
  }

  @Override
  public List<ShotFeatures> encode(List<DecodedImage> images) {
    requireOpen();
    encoded.addAndGet(images.size());
    List<ShotFeatures> features =
        images.stream()
            .map(
                image ->
                    new ShotFeatures(
                        new Grid(GRID, GRID), new float[][] {levels(image)}, new float[0]))
            .toList();
    made.addAll(features);
    return features;
  }

  private static float[] levels(DecodedImage image) {
    float[] sums = new float[GRID * GRID];
    byte[] pixels = image.pixels();
    for (int i = 0; i < pixels.length; i++) {
      int row = i / 3 / SIDE / CELL;
      int column = i / 3 % SIDE / CELL;
      sums[row * GRID + column] += pixels[i] & 0xFF;
    }
    for (int cell = 0; cell < sums.length; cell++) {
      sums[cell] /= 3 * CELL * CELL;
    }
    return sums;
  }

  /** The length of the name, so that a test can tell names apart. */
  @Override
  public TextFeatures describe(String productName) {
    described.add(productName);
    return new TextFeatures(new float[] {productName.length(), 0});
  }

  @Override
  public List<ModelScore> score(List<ScoreRequest> batch) {
    requireOpen();
    running.incrementAndGet();
    try {
      batchSizes.add(batch.size());
      batch.stream().filter(this::isForeign).forEach(request -> misuses.incrementAndGet());
      beforeScore.accept(batch);
      return batch.stream().map(FakeModel::score).toList();
    } finally {
      running.decrementAndGet();
    }
  }

  private boolean isForeign(ScoreRequest request) {
    return request.bank().shots().stream().anyMatch(shot -> !made.contains(shot.features()));
  }

  private static ModelScore score(ScoreRequest request) {
    float[] levels = levels(request.image());
    float[] residuals = new float[levels.length];
    float greatest = 0;
    for (int cell = 0; cell < levels.length; cell++) {
      float nearest = 255;
      for (Bank.EncodedShot shot : request.bank().shots()) {
        nearest = Math.min(nearest, Math.abs(levels[cell] - shot.features().layer(0)[cell]));
      }
      residuals[cell] = nearest / 255;
      greatest = Math.max(greatest, residuals[cell]);
    }
    return new ModelScore(
        greatest,
        new ScoreComponents(greatest, null, null, null),
        new ResidualMap(GRID, GRID, residuals));
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    if (running.get() > 0) {
      misuses.incrementAndGet();
    }
  }

  private void requireOpen() {
    if (closed.get() > 0) {
      throw new IllegalStateException("used after it was closed");
    }
  }
}
