package io.shotline.convert;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.convert.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dimensions of a CLIP model: what its tensors say, or a JSON file in the form of OpenCLIP's
 * model configs.
 *
 * @param embedDim E, values of a class token and of a text feature
 * @param side of an image in pixels
 * @param patch side of a patch in pixels
 */
record ClipConfig(
    int embedDim, int side, int patch, Tower vision, Tower text, int context, int vocabulary) {
  /** Of layer norms and batch norms. */
  static final float EPSILON = 1e-5f;

  private static final String POSITIONS = "visual.positional_embedding";

  ClipConfig {
    requireNonNull(vision, "vision");
    requireNonNull(text, "text");
    if (patch < 1 || side < patch || side % patch != 0) {
      throw new CheckpointException(
          "patches of " + patch + " pixels do not divide images of " + side);
    }
  }

  /** Patches per side. */
  int grid() {
    return side / patch;
  }

  /** Patches and the class token. */
  int tokens() {
    return grid() * grid() + 1;
  }

  /** From the tensors of a checkpoint; heads are taken to be 64 values wide. */
  static ClipConfig of(Checkpoint checkpoint) {
    long[] proj = checkpoint.tensor("visual.proj").shape();
    long[] conv = checkpoint.tensor("visual.conv1.weight").shape();
    long[] embedding = checkpoint.tensor("token_embedding.weight").shape();
    long[] context = checkpoint.tensor("positional_embedding").shape();
    requireRank("visual.proj", proj, 2);
    requireRank("visual.conv1.weight", conv, 4);
    requireRank("token_embedding.weight", embedding, 2);
    requireRank("positional_embedding", context, 2);
    long[] positions = checkpoint.tensor(POSITIONS).shape();
    requireRank(POSITIONS, positions, 2);
    return new ClipConfig(
        size(proj[1]),
        size(conv[2] * grid(positions[0])),
        size(conv[2]),
        tower(checkpoint, "visual.transformer.", size(proj[0])),
        tower(checkpoint, "transformer.", size(embedding[1])),
        size(context[0]),
        size(embedding[0]));
  }

  /**
   * From a file such as OpenCLIP's {@code ViT-B-16-plus-240.json}.
   *
   * @throws CheckpointException if it lacks a dimension or asks for what is not built; names it
   */
  static ClipConfig of(Path file) throws IOException {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(file.toFile());
    } catch (JacksonException e) {
      throw new CheckpointException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode vision = json.path("vision_cfg");
    JsonNode text = json.path("text_cfg");
    if (json.path("quick_gelu").asBoolean(false)) {
      throw new CheckpointException(file + ": quick_gelu is not supported, only the exact GELU");
    }
    int width = number(file, vision, "width");
    int headWidth = vision.path("head_width").asInt(Tower.HEAD_WIDTH);
    int heads = vision.path("heads").asInt(headWidth < 1 ? 0 : width / headWidth);
    return new ClipConfig(
        number(file, json, "embed_dim"),
        number(file, vision, "image_size"),
        number(file, vision, "patch_size"),
        tower(file, vision, width, heads),
        tower(file, text, number(file, text, "width"), number(file, text, "heads")),
        number(file, text, "context_length"),
        number(file, text, "vocab_size"));
  }

  /** The patches per side that have these positions, of which one is the class token's. */
  private static long grid(long positions) {
    long grid = (long) Math.sqrt((double) positions - 1);
    if (positions < 2 || grid * grid != positions - 1) {
      throw new CheckpointException(
          POSITIONS + " has " + positions + " rows, must have 1 and a square of a whole number");
    }
    return grid;
  }

  private static Tower tower(Path file, JsonNode json, int width, int heads) {
    double ratio = json.path("mlp_ratio").asDouble(4);
    return new Tower(width, number(file, json, "layers"), heads, (int) (width * ratio), EPSILON);
  }

  private static Tower tower(Checkpoint checkpoint, String prefix, int width) {
    // To the highest number, so that a block that is missing between is missed.
    Pattern block = Pattern.compile(Pattern.quote(prefix) + "resblocks\\.(\\d{1,3})\\..*");
    int layers =
        checkpoint.tensors().keySet().stream()
            .map(block::matcher)
            .filter(Matcher::matches)
            .mapToInt(name -> Integer.parseInt(name.group(1)) + 1)
            .max()
            .orElse(0);
    String first = prefix + "resblocks.0.mlp.c_fc.weight";
    return new Tower(
        width,
        layers,
        width / Tower.HEAD_WIDTH,
        size(checkpoint.tensor(first).shape()[0]),
        EPSILON);
  }

  private static int number(Path file, JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isInt() || value.asInt() < 1) {
      throw new CheckpointException(file + ": " + name + " must be a number above 0");
    }
    return value.asInt();
  }

  private static void requireRank(String name, long[] shape, int rank) {
    if (shape.length != rank) {
      throw new CheckpointException(name + " has " + shape.length + " dimensions, not " + rank);
    }
  }

  private static int size(long size) {
    return Math.toIntExact(Math.min(size, Integer.MAX_VALUE));
  }
}
