package io.shotline.convert;

import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.checkpoint.StoredTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tensors of an InCTRL model by the names of the published checkpoint: all that the
 * architecture needs, in the right shapes, and nothing that it does not know. A second file may
 * hold the adapter and the heads, for an encoder that was published without.
 */
final class InctrlWeights implements WeightSource {
  private static final String ADAPTER = "adapter.fc.0.weight";

  /** Values after the first and the second layer of a head. */
  static final int HEAD_FIRST = 128;

  static final int HEAD_SECOND = 64;

  /** In checkpoints, but not in the score: the temperature of CLIP's training, unused layers. */
  private static final String UNUSED =
      "logit_scale|logit_bias|attn_mask|(visual\\.)?input_resolution|context_length|vocab_size"
          + "|diff_head(_ref)?\\.bn1\\..*|.*\\.num_batches_tracked";

  private final Map<String, StoredTensor> tensors = new TreeMap<>();

  private InctrlWeights(Map<String, StoredTensor> tensors) {
    this.tensors.putAll(tensors);
  }

  /**
   * Takes the tensors of the files, which are checked against the dimensions.
   *
   * @throws CheckpointException that lists every missing, surplus and wrongly shaped tensor
   */
  static InctrlWeights of(ClipConfig config, List<Checkpoint> files) {
    Map<String, StoredTensor> found = new TreeMap<>();
    for (Checkpoint file : files) {
      found.putAll(file.tensors());
    }
    found.keySet().removeIf(name -> name.matches(UNUSED));
    if (found.keySet().stream().noneMatch(name -> name.startsWith("adapter."))) {
      throw new CheckpointException(
          files.get(0).file() + ": no adapter and heads in it; give them with --heads FILE");
    }
    Map<String, long[]> expected = expected(config, found);
    List<String> faults = new ArrayList<>();
    expected.forEach(
        (name, shape) -> {
          StoredTensor tensor = found.get(name);
          if (tensor == null) {
            faults.add("missing " + name + " " + Arrays.toString(shape));
          } else if (!Arrays.equals(tensor.shape(), shape)) {
            faults.add(
                name
                    + " is "
                    + Arrays.toString(tensor.shape())
                    + ", not "
                    + Arrays.toString(shape));
          }
        });
    for (String name : found.keySet()) {
      if (!expected.containsKey(name)) {
        faults.add("surplus " + name);
      }
    }
    if (!faults.isEmpty()) {
      String names =
          files.stream().map(file -> file.file().toString()).collect(Collectors.joining(" and "));
      throw new CheckpointException(names + ": not all that this model needs", faults);
    }
    return new InctrlWeights(found);
  }

  @Override
  public float[] floats(String name) {
    return tensor(name).floats();
  }

  @Override
  public long[] shape(String name) {
    return tensor(name).shape();
  }

  private StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalStateException("the architecture has no tensor " + name);
    }
    return tensor;
  }

  private static Map<String, long[]> expected(ClipConfig config, Map<String, StoredTensor> found) {
    Map<String, long[]> shapes = new TreeMap<>();
    int width = config.vision().width();
    int patch = config.patch();
    shapes.put("visual.class_embedding", new long[] {width});
    shapes.put("visual.positional_embedding", new long[] {config.tokens(), width});
    shapes.put("visual.proj", new long[] {width, config.embedDim()});
    shapes.put("visual.conv1.weight", new long[] {width, 3, patch, patch});
    norm(shapes, "visual.ln_pre", width);
    norm(shapes, "visual.ln_post", width);
    tower(shapes, "visual.transformer.", config.vision());
    int textWidth = config.text().width();
    shapes.put("token_embedding.weight", new long[] {config.vocabulary(), textWidth});
    shapes.put("positional_embedding", new long[] {config.context(), textWidth});
    shapes.put("text_projection", new long[] {textWidth, config.embedDim()});
    norm(shapes, "ln_final", textWidth);
    tower(shapes, "transformer.", config.text());
    // A quarter in the published files; its own tensor tells.
    StoredTensor adapter = found.get(ADAPTER);
    long hidden =
        adapter != null && adapter.shape().length == 2 ? adapter.shape()[0] : config.embedDim() / 4;
    shapes.put(ADAPTER, new long[] {hidden, config.embedDim()});
    shapes.put("adapter.fc.2.weight", new long[] {config.embedDim(), hidden});
    head(shapes, "diff_head", config.tokens() - 1);
    head(shapes, "diff_head_ref", config.embedDim());
    return shapes;
  }

  private static void tower(Map<String, long[]> shapes, String prefix, Tower tower) {
    int width = tower.width();
    for (int layer = 0; layer < tower.layers(); layer++) {
      String block = prefix + "resblocks." + layer + ".";
      norm(shapes, block + "ln_1", width);
      norm(shapes, block + "ln_2", width);
      shapes.put(block + "attn.in_proj_weight", new long[] {3L * width, width});
      shapes.put(block + "attn.in_proj_bias", new long[] {3L * width});
      linear(shapes, block + "attn.out_proj", width, width);
      linear(shapes, block + "mlp.c_fc", tower.hidden(), width);
      linear(shapes, block + "mlp.c_proj", width, tower.hidden());
    }
  }

  private static void head(Map<String, long[]> shapes, String name, int inputs) {
    linear(shapes, name + ".projection1", HEAD_FIRST, inputs);
    linear(shapes, name + ".projection2", HEAD_SECOND, HEAD_FIRST);
    linear(shapes, name + ".projection3", 1, HEAD_SECOND);
    batchNorm(shapes, name + ".bn2", HEAD_FIRST);
    batchNorm(shapes, name + ".bn3", HEAD_SECOND);
  }

  private static void linear(Map<String, long[]> shapes, String name, int outputs, int inputs) {
    shapes.put(name + ".weight", new long[] {outputs, inputs});
    shapes.put(name + ".bias", new long[] {outputs});
  }

  private static void norm(Map<String, long[]> shapes, String name, int width) {
    shapes.put(name + ".weight", new long[] {width});
    shapes.put(name + ".bias", new long[] {width});
  }

  private static void batchNorm(Map<String, long[]> shapes, String name, int width) {
    norm(shapes, name, width);
    shapes.put(name + ".running_mean", new long[] {width});
    shapes.put(name + ".running_var", new long[] {width});
  }
}
