package io.shotline.convert;

import static java.util.Objects.requireNonNull;

import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.convert.checkpoint.CheckpointException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shape of a DINOv2 encoder, which follows from its tensors but for the number of heads.
 *
 * @param grid patches per side that there are positions for
 * @param patch side of a patch in pixels
 * @param registers tokens between the class token and the patches
 */
record DinoShape(DinoNames names, int grid, int patch, int registers, Tower tower) {
  /** A tensor that must be in the file, and the sizes of its dimensions. */
  record Part(String stored, List<Long> sizes) {
    Part {
      sizes = List.copyOf(sizes);
    }

    @Override
    public String toString() {
      return stored + " " + sizes;
    }
  }

  private static final float EPSILON = 1e-6f;

  DinoShape {
    requireNonNull(names, "names");
    requireNonNull(tower, "tower");
  }

  /**
   * Reads the shape of a checkpoint.
   *
   * @param heads null takes those of 64 values
   * @throws CheckpointException if it is none of DINOv2, or one that is not supported
   */
  static DinoShape of(Checkpoint file, HeadCount heads) {
    DinoNames names = DinoNames.of(file);
    if (names == null) {
      throw new CheckpointException(file.file() + ": not a checkpoint of DINOv2");
    }
    refuseGated(file, names);
    int width = size(file, names.stored(DinoNames.CLASS_TOKEN), 3, 2);
    int patch = size(file, names.stored(DinoNames.PATCHES) + ".weight", 4, 3);
    int positions = size(file, names.stored(DinoNames.POSITIONS), 3, 1);
    String registers = names.stored(DinoNames.REGISTERS);
    int hidden = size(file, names.hiddenBias(), 1, 0);
    return new DinoShape(
        names,
        grid(file.file(), names.stored(DinoNames.POSITIONS), positions),
        patch,
        file.tensors().containsKey(registers) ? size(file, registers, 3, 1) : 0,
        new Tower(width, names.blocks(file), heads.of(width), hidden, EPSILON));
  }

  private static void refuseGated(Checkpoint file, DinoNames names) {
    for (String gated : List.of("mlp.w12.weight", "mlp.weights_in.weight")) {
      String name = names.stored(0, gated);
      if (file.tensors().containsKey(name)) {
        throw new CheckpointException(
            file.file()
                + ": "
                + name
                + " is of DINOv2's giant, which is not supported; take vits14, vitb14 or vitl14");
      }
    }
  }

  private static int grid(Path file, String name, int positions) {
    int grid = (int) Math.sqrt(Math.max(0.0, positions - 1));
    if (grid < 1 || grid * grid != positions - 1) {
      throw new CheckpointException(
          "%s: %s has %d rows, must have 1 and a square of a whole number"
              .formatted(file, name, positions));
    }
    return grid;
  }

  private static int size(Checkpoint file, String name, int rank, int axis) {
    long[] sizes = file.tensor(name).shape();
    if (sizes.length != rank) {
      throw new CheckpointException(
          "%s: %s has %d dimensions, not %d".formatted(file.file(), name, sizes.length, rank));
    }
    return Math.toIntExact(Math.min(sizes[axis], Integer.MAX_VALUE));
  }

  /** Returns the dimensions of the encoder for images of a side in pixels. */
  VisionGraph.Dimensions dimensions(int side) {
    return new VisionGraph.Dimensions(
        side / patch, patch, 1 + registers, tower, ImageLevels.IMAGENET);
  }

  /** Returns what must be in the file, by CLIP's names; several are stacked row by row. */
  Map<String, List<Part>> expected() {
    int width = tower.width();
    Map<String, List<Part>> expected = new TreeMap<>();
    put(expected, DinoNames.CLASS_TOKEN, "", 1, 1, width);
    put(expected, DinoNames.POSITIONS, "", 1, 1 + grid * grid, width);
    if (registers > 0) {
      put(expected, DinoNames.REGISTERS, "", 1, registers, width);
    }
    put(expected, DinoNames.PATCHES, ".weight", width, 3, patch, patch);
    for (String vector : List.of(".weight", ".bias")) {
      put(expected, DinoNames.LAST_NORM, vector, width);
    }
    put(expected, DinoNames.PATCHES, ".bias", width);
    for (int block = 0; block < tower.layers(); block++) {
      String prefix = "visual.transformer.resblocks." + block + ".";
      names
          .ofBlock(block)
          .forEach(
              (name, stored) -> {
                long[] sizes = sizes(name);
                sizes[0] /= stored.size();
                expected.put(
                    prefix + name, stored.stream().map(each -> part(each, sizes)).toList());
              });
    }
    return expected;
  }

  private void put(Map<String, List<Part>> expected, String name, String suffix, long... sizes) {
    expected.put(name + suffix, List.of(part(names.stored(name) + suffix, sizes)));
  }

  private static Part part(String stored, long... sizes) {
    return new Part(stored, Arrays.stream(sizes).boxed().toList());
  }

  /** Of a tensor of a block. */
  private long[] sizes(String name) {
    long width = tower.width();
    return switch (name) {
      case "attn.in_proj_weight" -> new long[] {3 * width, width};
      case "attn.in_proj_bias" -> new long[] {3 * width};
      case "attn.out_proj.weight" -> new long[] {width, width};
      case "mlp.c_fc.weight" -> new long[] {tower.hidden(), width};
      case "mlp.c_fc.bias" -> new long[] {tower.hidden()};
      case "mlp.c_proj.weight" -> new long[] {width, tower.hidden()};
      default -> new long[] {width};
    };
  }
}
