package io.shotline.tensorflow;

import io.shotline.core.bank.TurnDecision;
import io.shotline.core.bank.TurnDecision.Shot;
import io.shotline.core.bank.TurnedCopies;
import io.shotline.core.image.BicubicResize;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.Region;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.threshold.ShotScores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Version 2 of the mini model, and one product of it by hand: shots of one shape and their bank.
 */
public final class MiniTwo implements AutoCloseable {
  /** Where the version lies. */
  public static final Path FOLDER = Path.of("model/mini/2");

  private final SavedModelScorer model;

  private MiniTwo(SavedModelScorer model) {
    this.model = model;
  }

  /** Loads it. */
  public static MiniTwo load() {
    try {
      return new MiniTwo(SavedModelScorer.load(new ModelFolder(FOLDER), DeviceSettings.DEFAULT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SavedModelScorer model() {
    return model;
  }

  /** Returns an image squeezed to a shape. */
  DecodedImage read(EncodedImage image, ImageSize shape) {
    ImageHeader header = ImageHeader.read(image.bytes()).orElseThrow();
    try (Pixels pixels = model.decode(image, header, null)) {
      ImageSize size = pixels.size();
      return BicubicResize.resize(pixels, new Region(0, 0, size.width(), size.height()), shape);
    } catch (UndecodableImageException e) {
      throw new IllegalArgumentException(e);
    }
  }

  ShotFeatures encode(EncodedImage image, ImageSize shape) {
    return encode(List.of(read(image, shape))).get(0);
  }

  List<ShotFeatures> encode(List<DecodedImage> images) {
    return model.encode(images);
  }

  /** Encodes a shot and its turned copies. */
  Shot shot(EncodedImage image, ImageSize shape) {
    DecodedImage pixels = read(image, shape);
    return new Shot(encode(List.of(pixels)).get(0), encode(TurnedCopies.of(pixels)));
  }

  /** Returns what the model's rule says of these shots. */
  TurnDecision decide(List<Shot> shots) {
    return TurnDecision.of(model.card().turns(), shots, model::compare);
  }

  /** Returns what the shots say of each other. */
  static ShotScores scores(TurnDecision decision) {
    return new ShotScores(
        decision.leaveOneOut().stream().map(score -> new ShotScores.Shot("", score)).toList(),
        List.of());
  }

  /** Returns the bank of these shots. */
  static Bank bank(List<Shot> shots, boolean turned) {
    List<ShotFeatures> all = new ArrayList<>(shots.stream().map(Shot::upright).toList());
    if (turned) {
      shots.forEach(shot -> all.addAll(shot.turned()));
    }
    List<EncodedShot> encoded = all.stream().map(each -> new EncodedShot("", "", each)).toList();
    return new Bank("", "", 1, encoded.size(), encoded, TextFeatures.NONE);
  }

  @Override
  public void close() {
    model.close();
  }
}
