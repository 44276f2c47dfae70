package io.shotline.convert;

import io.shotline.convert.checkpoint.Checkpoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that a DINOv2 checkpoint gives its tensors, by the names of CLIP's, which the graph
 * knows: those of the published files, or those of Hugging Face's, which store query, key and value
 * apart and may put the model's name in front.
 *
 * @param prefix of all names
 * @param model names outside of blocks
 * @param block prefix of the names of a block, with %d for its number from 0
 * @param layers names of the layers of a block, each with a weight and a bias; several are stacked
 * @param scales names of the vectors of a block that scale what it adds
 */
record DinoNames(
    String prefix,
    Map<String, String> model,
    String block,
    Map<String, List<String>> layers,
    Map<String, String> scales) {
  static final String CLASS_TOKEN = "visual.class_embedding";
  static final String POSITIONS = "visual.positional_embedding";
  static final String REGISTERS = "visual.register_tokens";
  static final String PATCHES = "visual.conv1";
  static final String LAST_NORM = "visual.ln_post";
  static final String FIRST_SCALE = "attn.scale";
  static final String SECOND_SCALE = "mlp.scale";

  private static final DinoNames PUBLISHED =
      new DinoNames(
          "",
          Map.of(
              CLASS_TOKEN, "cls_token",
              POSITIONS, "pos_embed",
              REGISTERS, "register_tokens",
              PATCHES, "patch_embed.proj",
              LAST_NORM, "norm"),
          "blocks.%d.",
          Map.of(
              "ln_1", List.of("norm1"),
              "attn.in_proj", List.of("attn.qkv"),
              "attn.out_proj", List.of("attn.proj"),
              "ln_2", List.of("norm2"),
              "mlp.c_fc", List.of("mlp.fc1"),
              "mlp.c_proj", List.of("mlp.fc2")),
          Map.of(FIRST_SCALE, "ls1.gamma", SECOND_SCALE, "ls2.gamma"));

  private static final String ATTENTION = "attention.attention.";

  private static final DinoNames HUGGING_FACE =
      new DinoNames(
          "",
          Map.of(
              CLASS_TOKEN, "embeddings.cls_token",
              POSITIONS, "embeddings.position_embeddings",
              REGISTERS, "embeddings.register_tokens",
              PATCHES, "embeddings.patch_embeddings.projection",
              LAST_NORM, "layernorm"),
          "encoder.layer.%d.",
          Map.of(
              "ln_1", List.of("norm1"),
              "attn.in_proj", List.of(ATTENTION + "query", ATTENTION + "key", ATTENTION + "value"),
              "attn.out_proj", List.of("attention.output.dense"),
              "ln_2", List.of("norm2"),
              "mlp.c_fc", List.of("mlp.fc1"),
              "mlp.c_proj", List.of("mlp.fc2")),
          Map.of(FIRST_SCALE, "layer_scale1.lambda1", SECOND_SCALE, "layer_scale2.lambda1"));

  private static final Pattern PREFIXED =
      Pattern.compile("((?:[a-z0-9_]+\\.)?)embeddings\\.cls_token");

  DinoNames {
    model = Map.copyOf(model);
    layers = Map.copyOf(layers);
    scales = Map.copyOf(scales);
  }

  /** Returns the names in a checkpoint; null where it is none of DINOv2. */
  static @Nullable DinoNames of(Checkpoint file) {
    if (file.tensors().containsKey("cls_token")
        && file.tensors().containsKey("blocks.0.norm1.weight")) {
      return PUBLISHED;
    }
    for (String name : file.tensors().keySet()) {
      Matcher token = PREFIXED.matcher(name);
      if (token.matches()) {
        return HUGGING_FACE.with(token.group(1));
      }
    }
    return null;
  }

  private DinoNames with(String front) {
    return new DinoNames(front, model, block, layers, scales);
  }

  /** Returns the stored name of a tensor outside of blocks. */
  String stored(String name) {
    return prefix + model.get(name);
  }

  /** Returns the stored name of a tensor of a block. */
  String stored(int number, String name) {
    return prefix + block.formatted(number) + name;
  }

  /** Returns the stored name of a tensor of as many values as the middle of a block's MLP has. */
  String hiddenBias() {
    return stored(0, "mlp.fc1.bias");
  }

  /** Returns how many blocks there are: to the highest number, so that a gap is missed. */
  int blocks(Checkpoint file) {
    String[] around = block.split("%d", -1);
    Pattern numbered =
        Pattern.compile(
            Pattern.quote(prefix + around[0]) + "(\\d{1,3})" + Pattern.quote(around[1]) + ".*");
    return file.tensors().keySet().stream()
        .map(numbered::matcher)
        .filter(Matcher::matches)
        .mapToInt(name -> Integer.parseInt(name.group(1)) + 1)
        .max()
        .orElse(0);
  }

  /** Returns the stored names of the tensors of a block, by CLIP's. */
  Map<String, List<String>> ofBlock(int number) {
    Map<String, List<String>> names = new TreeMap<>();
    layers.forEach(
        (name, stored) -> {
          // CLIP's one layer whose tensors are named in another way.
          String joint = name.endsWith("in_proj") ? "_" : ".";
          for (String kind : List.of("weight", "bias")) {
            names.put(
                name + joint + kind,
                stored.stream().map(each -> stored(number, each + "." + kind)).toList());
          }
        });
    scales.forEach((name, stored) -> names.put(name, List.of(stored(number, stored))));
    return names;
  }
}
