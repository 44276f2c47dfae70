package io.shotline.convert;

import static java.util.Objects.requireNonNull;

import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.checkpoint.SafetensorsFile;
import io.shotline.core.port.ModelCard;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/**
 * The models {@code mini} and {@code fine}: a small encoder and the residual part of InCTRL. The
 * weights tell which version of {@code mini} they make.
 */
public final class MiniModel {
  private final MiniEncoder version;
  private final ModelCard card;

  private MiniModel(MiniEncoder version) {
    this.version = requireNonNull(version, "version");
    this.card = version.card();
  }

  /**
   * Returns the version of {@code mini} that has the encoder of these weights: 1 for MobileNetV2, 2
   * for EfficientNet-Lite0.
   *
   * @throws CheckpointException if they are of neither
   */
  public static MiniModel of(SafetensorsFile weights) {
    return new MiniModel(
        EfficientNetMini.takes(weights)
            ? new EfficientNetMini(weights)
            : new MobileNetMini(weights));
  }

  /**
   * Returns the model {@code fine}, which looks twice with the encoder of these weights.
   *
   * @throws CheckpointException if they are not EfficientNet-Lite0's
   */
  public static MiniModel fine(SafetensorsFile weights) {
    if (!EfficientNetMini.takes(weights)) {
      throw new CheckpointException(
          weights.file() + ": the model fine is made of EfficientNet-Lite0's weights");
    }
    return new MiniModel(new FineMini(weights));
  }

  /**
   * Writes {@code saved_model.pb} and {@code assets/model.json} under the folder's version.
   *
   * @param folder of the model, such as {@code model/mini}
   * @return the version's folder
   * @throws CheckpointException if a weight is missing
   */
  public Path write(Path folder) throws IOException {
    Path files = folder.resolve(card.version());
    try (Graph graph = new Graph()) {
      SavedModelWriter writer = new SavedModelWriter(graph);
      Ops tf = Ops.create(graph);
      DecodeSignature.add(tf.withSubScope("decode"), card.input(), writer);
      PatchSignatures signatures = new PatchSignatures(card, writer);
      signatures.addEncodeAndScore(tf, "", version::patches);
      signatures.addOthers(tf);
      writer.write(files);
    }
    ModelFolder.writeCard(files, card);
    return files;
  }
}
