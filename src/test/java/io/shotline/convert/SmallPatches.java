package io.shotline.convert;

import io.shotline.core.image.ModelInput;
import io.shotline.core.port.ModelCard;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** A small model of any input: its only layer is one convolution of random weights per patch. */
public final class SmallPatches {
  private static final int WIDTH = 24;

  private final ModelInput input;
  private final int side;
  private final int patch;

  public SmallPatches(ModelInput input) {
    this.input = input;
    if (input instanceof ModelInput.Square square) {
      this.side = square.side();
      this.patch = square.side() / square.patches();
    } else {
      this.side = -1;
      this.patch = ((ModelInput.Rectangle) input).step();
    }
  }

  /** Writes version 1 below the folder of a model of this name. */
  public ModelFolder write(Path folder) throws IOException {
    Path version = folder.resolve("1");
    try (Graph graph = new Graph()) {
      SavedModelWriter writer = new SavedModelWriter(graph);
      Ops tf = Ops.create(graph);
      DecodeSignature.add(tf.withSubScope("decode"), input, writer);
      addEncodeAndScore(tf, writer);
      writer.write(version);
    }
    ModelFolder.writeCard(
        version,
        new ModelCard(
            "patches",
            "1",
            "one convolution",
            List.of("only"),
            input,
            8,
            0.02,
            1,
            List.of("max_patch_residual"),
            "none",
            "a test"));
    return new ModelFolder(version);
  }

  private void addEncodeAndScore(Ops tf, SavedModelWriter writer) {
    Operand<TUint8> images =
        tf.withName("images")
            .placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, side, side, 3)));
    Operand<TFloat32> map = map(tf, images);
    Operand<TInt32> sizes = tf.shape(map);
    Operand<TInt32> batch = size(tf, sizes, 0);
    PatchGraph graph = new PatchGraph(tf, 1);
    Operand<TInt32> cells = tf.math.mul(size(tf, sizes, 1), size(tf, sizes, 2));
    Operand<TFloat32> flat = tf.reshape(map, tf.stack(List.of(batch, cells, tf.constant(WIDTH))));
    Operand<TFloat32> patches = tf.ensureShape(graph.normalised(flat, 2), Shape.of(-1, -1, WIDTH));
    Operand<TFloat32> token = tf.fill(tf.stack(List.of(batch, tf.constant(0))), tf.constant(0f));
    writer.signature(
        "encode", Map.of("images", images), Map.of("patches_only", patches, "token", token));

    Operand<TFloat32> bank = input(tf, "bank_only", Shape.of(-1, -1, WIDTH));
    Operand<TInt32> index =
        tf.withName("bank_index").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    inputs.put("images", images);
    inputs.put("bank_only", bank);
    inputs.put("bank_index", index);
    inputs.put("prompt_tokens", input(tf, "prompt_tokens", Shape.of(-1, 0)));
    inputs.put("text_features", input(tf, "text_features", Shape.of(-1, 2, 0)));
    Operand<TFloat32> residuals =
        tf.reshape(
            graph.residuals(List.of(patches), List.of(bank), index),
            tf.stack(List.of(batch, size(tf, sizes, 1), size(tf, sizes, 2))));
    Operand<TFloat32> greatest =
        tf.reduceMax(residuals, tf.constant(new int[] {1, 2}), ReduceMax.keepDims(false));
    writer.signature(
        "score",
        inputs,
        Map.of(
            "residual_map",
            residuals,
            "max_patch_residual",
            greatest,
            "score",
            tf.withName("score").identity(greatest)));
  }

  /** [B, rows, columns, WIDTH]. */
  private Operand<TFloat32> map(Ops tf, Operand<TUint8> images) {
    Random random = new Random(11);
    float[] weights = new float[patch * patch * 3 * WIDTH];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    Operand<TFloat32> kernel =
        tf.constant(Shape.of(patch, patch, 3, WIDTH), DataBuffers.of(weights));
    Operand<TFloat32> levels =
        tf.math.mul(tf.dtypes.cast(images, TFloat32.class), tf.constant(1 / 255f));
    return tf.nn.conv2d(levels, kernel, List.of(1L, (long) patch, (long) patch, 1L), "VALID");
  }

  private static Operand<TInt32> size(Ops tf, Operand<TInt32> sizes, int axis) {
    return tf.gather(sizes, tf.constant(axis), tf.constant(0));
  }

  private static Operand<TFloat32> input(Ops tf, String name, Shape shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }
}
