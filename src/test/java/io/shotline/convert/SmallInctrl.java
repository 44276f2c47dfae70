package io.shotline.convert;

import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small InCTRL checkpoint of random weights, as safetensors: 9 blocks; 240 pixels in patches of
 * 24 unless it is told otherwise.
 */
public final class SmallInctrl {
  private static final int WIDTH = 64;
  private static final int EMBED = 48;

  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final int side;
  private final int patch;

  public SmallInctrl() {
    this(240, 24);
  }

  /** A checkpoint for images of this side in pixels, in patches of this side. */
  public SmallInctrl(int side, int patch) {
    this.side = side;
    this.patch = patch;
    int patches = (side / patch) * (side / patch);
    shapes.put("visual.class_embedding", new long[] {WIDTH});
    shapes.put("visual.positional_embedding", new long[] {patches + 1, WIDTH});
    shapes.put("visual.proj", new long[] {WIDTH, EMBED});
    shapes.put("visual.conv1.weight", new long[] {WIDTH, 3, patch, patch});
    norm("visual.ln_pre");
    norm("visual.ln_post");
    norm("ln_final");
    for (int layer = 0; layer < 9; layer++) {
      block("visual.transformer.resblocks." + layer + ".");
    }
    block("transformer.resblocks.0.");
    block("transformer.resblocks.1.");
    shapes.put("token_embedding.weight", new long[] {49408, WIDTH});
    shapes.put("positional_embedding", new long[] {77, WIDTH});
    shapes.put("text_projection", new long[] {WIDTH, EMBED});
    shapes.put("logit_scale", new long[] {});
    shapes.put("adapter.fc.0.weight", new long[] {20, EMBED});
    shapes.put("adapter.fc.2.weight", new long[] {EMBED, 20});
    head("diff_head", patches);
    head("diff_head_ref", EMBED);
  }

  /** Changes the shape of a tensor, or takes it out where the shape is null. */
  SmallInctrl with(String name, long... shape) {
    if (shape == null) {
      shapes.remove(name);
    } else {
      shapes.put(name, shape);
    }
    return this;
  }

  /** Takes out all tensors whose names begin so. */
  SmallInctrl without(String prefix) {
    shapes.keySet().removeIf(name -> name.startsWith(prefix));
    return this;
  }

  /** Writes it; the same seed gives the same weights. */
  public Path write(Path file, long seed) throws IOException {
    return RandomTensors.write(
        file,
        shapes,
        seed,
        name ->
            new RandomTensors.Values(
                name.matches(".*(ln_[a-z0-9]+|bn\\d)\\.weight|.*running_var") ? 1 : 0,
                name.startsWith("token_embedding") ? 0.02 : 0.1));
  }

  /** Converts it into a model below the folder, its encoder with so many heads. */
  public ModelFolder convert(Path folder, int heads) throws IOException {
    Path checkpoint = write(folder.resolve("small.safetensors"), 5);
    String config =
        """
        {"embed_dim": 48,
         "vision_cfg": {"image_size": %d, "patch_size": %d, "layers": 9, "width": 64, "heads": %d},
         "text_cfg": {"context_length": 77, "vocab_size": 49408, "layers": 2, "width": 64, "heads": 1}}
        """;
    Path dimensions =
        Files.writeString(folder.resolve("small.json"), config.formatted(side, patch, heads));
    ModelFacts facts = new ModelFacts("small", 0.4, "none", "a test");
    InctrlModel.of(List.of(Checkpoint.open(checkpoint)), dimensions, List.of(3, 5, 8), facts)
        .write(folder.resolve("small"), Reference.vocabulary());
    return ModelFolder.find(folder.resolve("small"));
  }

  private void block(String name) {
    norm(name + "ln_1");
    norm(name + "ln_2");
    shapes.put(name + "attn.in_proj_weight", new long[] {3 * WIDTH, WIDTH});
    shapes.put(name + "attn.in_proj_bias", new long[] {3 * WIDTH});
    linear(name + "attn.out_proj", WIDTH, WIDTH);
    linear(name + "mlp.c_fc", 4 * WIDTH, WIDTH);
    linear(name + "mlp.c_proj", WIDTH, 4 * WIDTH);
  }

  private void head(String name, int inputs) {
    linear(name + ".projection1", 128, inputs);
    linear(name + ".projection2", 64, 128);
    linear(name + ".projection3", 1, 64);
    for (String bn : new String[] {"bn2:128", "bn3:64"}) {
      String norm = name + "." + bn.substring(0, 3);
      long width = Long.parseLong(bn.substring(4));
      for (String part : new String[] {"weight", "bias", "running_mean", "running_var"}) {
        shapes.put(norm + "." + part, new long[] {width});
      }
    }
  }

  private void linear(String name, int outputs, int inputs) {
    shapes.put(name + ".weight", new long[] {outputs, inputs});
    shapes.put(name + ".bias", new long[] {outputs});
  }

  private void norm(String name) {
    shapes.put(name + ".weight", new long[] {WIDTH});
    shapes.put(name + ".bias", new long[] {WIDTH});
  }
}
