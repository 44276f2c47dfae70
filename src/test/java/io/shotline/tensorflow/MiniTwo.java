package io.shotline.tensorflow;

import io.shotline.core.bank.TurnDecision;
import io.shotline.core.bank.TurnDecision.Shot;
import io.shotline.core.bank.TurnedCopies;
import io.shotline.core.image.BicubicResize;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.LookSizes;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.Region;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.view.ShotShape;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Version 2 of the mini model, or the model fine of the same weights, and one product of it by
 * hand: shots of one shape and their bank.
 */
public final class MiniTwo implements AutoCloseable {
  /** Where version 2 lies. */
  public static final Path FOLDER = Path.of("model/mini/2");

  /** Where the model fine lies. */
  public static final Path FINE = Path.of("model/fine/1");

  private final SavedModelScorer model;

  private MiniTwo(SavedModelScorer model) {
    this.model = model;
  }

  /** Loads version 2. */
  public static MiniTwo load() {
    return load(FOLDER);
  }

  /** Loads one of the two. */
  public static MiniTwo load(Path folder) {
    try {
      return new MiniTwo(SavedModelScorer.load(new ModelFolder(folder), DeviceSettings.DEFAULT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SavedModelScorer model() {
    return model;
  }

  /** Returns what the model sees of the images of a product with shots of these sizes. */
  LookSizes looks(List<ImageSize> shots) {
    ShotShape shape = ShotShape.of(View.DEFAULT, shots);
    return ViewLayout.of(View.DEFAULT, model.card().input(), shape).looks();
  }

  /** Returns an image squeezed to a shape, for one look. */
  DecodedImage read(EncodedImage image, ImageSize shape) {
    return read(image, LookSizes.of(shape));
  }

  /** Returns an image squeezed to the shape of each look. */
  DecodedImage read(EncodedImage image, LookSizes looks) {
    ImageHeader header = ImageHeader.read(image.bytes()).orElseThrow();
    try (Pixels pixels = model.decode(image, header, null)) {
      ImageSize size = pixels.size();
      Region all = new Region(0, 0, size.width(), size.height());
      return DecodedImage.of(looks, shape -> BicubicResize.resize(pixels, all, shape));
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
  Shot shot(EncodedImage image, LookSizes looks) {
    DecodedImage pixels = read(image, looks);
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
