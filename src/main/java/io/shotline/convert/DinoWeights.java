package io.shotline.convert;

import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.checkpoint.StoredTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tensors of a DINOv2 encoder by the names of CLIP's: what a block adds comes scaled already,
 * and positions come for the grid of the model.
 */
final class DinoWeights implements WeightSource {
  private static final String BLOCK = "visual.transformer.resblocks.";

  /** In checkpoints, but of no use here: the token of masked training, a classifier. */
  private static final String UNUSED = ".*mask_token|(linear_head|classifier)\\..*";

  private final Map<String, List<StoredTensor>> tensors;
  private final DinoShape shape;
  private final VisionGraph.Dimensions dimensions;

  private DinoWeights(
      Map<String, List<StoredTensor>> tensors, DinoShape shape, VisionGraph.Dimensions dimensions) {
    this.tensors = tensors;
    this.shape = shape;
    this.dimensions = dimensions;
  }

  /**
   * Takes the tensors of a checkpoint.
   *
   * @param side of the images in pixels, a multiple of the patch's
   * @throws CheckpointException that lists every missing, surplus and wrongly shaped tensor
   */
  static DinoWeights of(Checkpoint file, DinoShape shape, int side) {
    Map<String, List<StoredTensor>> tensors = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    Set<String> surplus = new TreeSet<>(file.tensors().keySet());
    surplus.removeIf(name -> name.matches(UNUSED));
    shape
        .expected()
        .forEach(
            (name, parts) -> {
              tensors.put(name, found(file, parts, faults));
              parts.forEach(part -> surplus.remove(part.stored()));
            });
    surplus.forEach(name -> faults.add("surplus " + name));
    if (!faults.isEmpty()) {
      throw new CheckpointException(file.file() + ": not a DINOv2 that can be converted", faults);
    }
    return new DinoWeights(tensors, shape, shape.dimensions(side));
  }

  private static List<StoredTensor> found(
      Checkpoint file, List<DinoShape.Part> parts, List<String> faults) {
    List<StoredTensor> found = new ArrayList<>();
    for (DinoShape.Part part : parts) {
      StoredTensor tensor = file.tensors().get(part.stored());
      if (tensor == null) {
        faults.add("missing " + part);
      } else if (!sizes(tensor).equals(part.sizes())) {
        faults.add(part.stored() + " is " + sizes(tensor) + ", not " + part.sizes());
      } else {
        found.add(tensor);
      }
    }
    return found;
  }

  private static List<Long> sizes(StoredTensor tensor) {
    return Arrays.stream(tensor.shape()).boxed().toList();
  }

  VisionGraph.Dimensions dimensions() {
    return dimensions;
  }

  @Override
  public long[] shape(String name) {
    List<StoredTensor> parts = parts(name);
    long[] sizes = parts.get(0).shape();
    sizes[0] *= parts.size();
    return sizes;
  }

  @Override
  public float[] floats(String name) {
    float[] values = stored(name);
    if (name.startsWith(BLOCK) && name.contains("_proj.")) {
      // x += gamma * (W y + b) is x += (gamma * W) y + gamma * b.
      String block = name.substring(0, name.indexOf('.', BLOCK.length()) + 1);
      boolean attention = name.startsWith("attn.", block.length());
      scale(values, stored(block + (attention ? DinoNames.FIRST_SCALE : DinoNames.SECOND_SCALE)));
    }
    return values;
  }

  private static void scale(float[] rows, float[] factors) {
    int columns = rows.length / factors.length;
    for (int i = 0; i < rows.length; i++) {
      rows[i] *= factors[i / columns];
    }
  }

  /**
   * Returns what is added to the patches, which leave room for the leading tokens: class token with
   * its position, registers, then positions with the bias of the patches.
   */
  float[] positions() {
    int width = dimensions.tower().width();
    float[] result = new float[dimensions.tokens() * width];
    float[] all = stored(DinoNames.POSITIONS);
    float[] token = stored(DinoNames.CLASS_TOKEN);
    for (int i = 0; i < width; i++) {
      result[i] = token[i] + all[i];
    }
    if (shape.registers() > 0) {
      float[] registers = stored(DinoNames.REGISTERS);
      System.arraycopy(registers, 0, result, width, registers.length);
    }
    PositionGrid grid = new PositionGrid(Arrays.copyOfRange(all, width, all.length), width);
    float[] patches =
        shape.registers() > 0
            ? grid.antialiased(dimensions.grid())
            : grid.interpolated(dimensions.grid());
    float[] bias = stored(DinoNames.PATCHES + ".bias");
    int first = dimensions.leading() * width;
    for (int i = 0; i < patches.length; i++) {
      result[first + i] = patches[i] + bias[i % width];
    }
    return result;
  }

  private float[] stored(String name) {
    List<StoredTensor> parts = parts(name);
    float[] first = parts.get(0).floats();
    float[] values = Arrays.copyOf(first, first.length * parts.size());
    for (int part = 1; part < parts.size(); part++) {
      System.arraycopy(parts.get(part).floats(), 0, values, part * first.length, first.length);
    }
    return values;
  }

  private List<StoredTensor> parts(String name) {
    List<StoredTensor> parts = tensors.get(name);
    if (parts == null) {
      throw new IllegalStateException("the architecture has no tensor " + name);
    }
    return parts;
  }
}
