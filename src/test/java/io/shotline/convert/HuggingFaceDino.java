package io.shotline.convert;

import io.shotline.convert.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A published DINOv2 checkpoint as Hugging Face stores it: other names, three parts of one. */
public final class HuggingFaceDino {
  private static final List<String> PARTS = List.of("query", "key", "value");

  private HuggingFaceDino() {}

  /** Writes the tensors of a checkpoint, with a prefix before each name. */
  public static Path write(Path file, String prefix, Checkpoint published) throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    Map<String, float[]> values = new LinkedHashMap<>();
    published
        .tensors()
        .forEach(
            (name, tensor) -> {
              int parts = name.contains(".attn.qkv.") ? PARTS.size() : 1;
              float[] all = tensor.floats();
              for (int part = 0; part < parts; part++) {
                String stored = prefix + name(name).replace("PART", PARTS.get(part));
                long[] shape = tensor.shape();
                shape[0] /= parts;
                int length = all.length / parts;
                shapes.put(stored, shape);
                values.put(stored, Arrays.copyOfRange(all, part * length, (part + 1) * length));
              }
            });
    return RandomTensors.write(file, shapes, values::get);
  }

  private static String name(String published) {
    if (!published.startsWith("blocks.")) {
      return published
          .replaceFirst("^norm\\.", "layernorm.")
          .replaceFirst("^(cls_token|mask_token|register_tokens)", "embeddings.$1")
          .replaceFirst("^pos_embed", "embeddings.position_embeddings")
          .replaceFirst("^patch_embed\\.proj", "embeddings.patch_embeddings.projection");
    }
    return published
        .replaceFirst("^blocks\\.", "encoder.layer.")
        .replace(".attn.qkv.", ".attention.attention.PART.")
        .replace(".attn.proj.", ".attention.output.dense.")
        .replaceFirst("ls(\\d)\\.gamma", "layer_scale$1.lambda1");
  }
}
