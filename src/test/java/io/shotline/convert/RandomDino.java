package io.shotline.convert;

import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A DINOv2 checkpoint of random weights, in the names of the published files. Values are so large
 * that what a block adds counts beside what comes in.
 */
public final class RandomDino {
  private static final int POSITIONS_SIDE = 37;

  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  /** A checkpoint of any width and depth; registers may be 0. */
  public RandomDino(int width, int blocks, int registers) {
    shapes.put("cls_token", new long[] {1, 1, width});
    shapes.put("pos_embed", new long[] {1, 1 + POSITIONS_SIDE * POSITIONS_SIDE, width});
    if (registers > 0) {
      shapes.put("register_tokens", new long[] {1, registers, width});
    }
    shapes.put("mask_token", new long[] {1, width});
    shapes.put("patch_embed.proj.weight", new long[] {width, 3, 14, 14});
    shapes.put("patch_embed.proj.bias", new long[] {width});
    for (int block = 0; block < blocks; block++) {
      String name = "blocks." + block + ".";
      pair(name + "norm1", width);
      pair(name + "attn.qkv", 3L * width, width);
      pair(name + "attn.proj", width, width);
      shapes.put(name + "ls1.gamma", new long[] {width});
      pair(name + "norm2", width);
      pair(name + "mlp.fc1", 4L * width, width);
      pair(name + "mlp.fc2", width, 4L * width);
      shapes.put(name + "ls2.gamma", new long[] {width});
    }
    pair("norm", width);
  }

  private void pair(String name, long... sizes) {
    shapes.put(name + ".weight", sizes);
    shapes.put(name + ".bias", new long[] {sizes[0]});
  }

  /** Changes the shape of a tensor, or adds one. */
  public RandomDino with(String name, long... shape) {
    shapes.put(name, shape);
    return this;
  }

  /** Takes a tensor out. */
  public RandomDino without(String name) {
    shapes.remove(name);
    return this;
  }

  /** Writes it as safetensors; the same seed gives the same weights. */
  public Path write(Path file, long seed) throws IOException {
    return RandomTensors.write(file, shapes, seed, RandomDino::size);
  }

  private static RandomTensors.Values size(String name) {
    if (name.matches(".*norm\\d?\\.weight|.*gamma")) {
      return new RandomTensors.Values(1, 0.2);
    }
    return new RandomTensors.Values(0, name.matches(".*(proj|fc\\d|qkv)\\.weight") ? 0.05 : 0.2);
  }

  /** Converts it into a model below the folder. */
  public ModelFolder convert(Path folder, DinoModel.Options options) throws IOException {
    Path checkpoint = write(folder.resolve("dino.safetensors"), 7);
    ModelFacts facts = new ModelFacts("dino", 0.1, "none", "a test");
    DinoModel.of(Checkpoint.open(checkpoint), null, options, facts).write(folder.resolve("dino"));
    return ModelFolder.find(folder.resolve("dino"));
  }
}
