package io.shotline.onnx;

import static io.shotline.onnx.OnnxFile.attribute;

import io.shotline.core.BaselineEncoder.Dimensions;
import io.shotline.onnx.OnnxFile.Sum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import onnx.AttributeProto;

/**
 * A vision transformer, each block for all tokens, in the form in which ONNX Runtime is fastest:
 * sums and the layer norms after them are one operation, of its own, where an exporter writes two
 * of ONNX. Owned by one thread.
 */
final class VisionTower {
  /** Where the values of weights come from. */
  interface Weights {
    /**
     * The values of a weight, row by row, by the name of a CLIP checkpoint; those of linear layers
     * are [in, out], queries come scaled, positions with the leading tokens in the first.
     */
    float[] values(String name, long... sizes);
  }

  static final String IMAGES = "images";
  static final String FEATURES = "features";

  private final Dimensions dimensions;
  private final Weights weights;
  private final OnnxFile file;
  private final AttributeProto epsilon;

  private VisionTower(Dimensions dimensions, Weights weights, OnnxFile file) {
    this.dimensions = dimensions;
    this.weights = weights;
    this.file = file;
    this.epsilon = attribute("epsilon", dimensions.epsilon());
  }

  /** Writes a tower to a file. */
  static void write(Path path, Dimensions dimensions, Weights weights) throws IOException {
    try (OnnxFile file = new OnnxFile(path)) {
      new VisionTower(dimensions, weights, file).write();
    }
  }

  private void write() throws IOException {
    Sum embedded = embedded();
    String x = embedded.value();
    String normed = embedded.normed();
    for (int block = 0; block < dimensions.blocks() - 1; block++) {
      Sum attended = sum(x, attention(normed, block(block) + "attn."), block(block) + "ln_2");
      String more = mlp(attended.normed(), block(block) + "mlp.");
      Sum sum = sum(attended.value(), more, block(block + 1) + "ln_1");
      x = sum.value();
      normed = sum.normed();
    }
    String last = block(dimensions.blocks() - 1);
    Sum attended = sum(x, attention(normed, last + "attn."), last + "ln_2");
    String more = mlp(attended.normed(), last + "mlp.");
    if (dimensions.embedDim() == 0) {
      String tokens = sum(attended.value(), more, "visual.ln_post").normed();
      file.output(FEATURES, tokens, dimensions.tokens(), dimensions.width());
      return;
    }
    Sum token = sum(first(attended.value()), first(more), "visual.ln_post");
    String projection = weight("visual.proj", dimensions.width(), dimensions.embedDim());
    String features = file.node("MatMul", List.of(token.normed(), projection));
    file.output(FEATURES, features, dimensions.embedDim());
  }

  private static String block(int index) {
    return "visual.transformer.resblocks." + index + ".";
  }

  /** Tokens with their positions, of a tower with a projection normed, [B, T, width]. */
  private Sum embedded() throws IOException {
    long width = dimensions.width();
    long patch = dimensions.patch();
    String images = file.input(IMAGES, 3, dimensions.side(), dimensions.side());
    List<Long> square = List.of(patch, patch);
    String map =
        file.node(
            "Conv",
            List.of(images, weight("visual.conv1.weight", width, 3, patch, patch)),
            attribute("kernel_shape", square),
            attribute("strides", square));
    String patches =
        transposed(
            reshaped(map, 0, width, (long) dimensions.grid() * dimensions.grid()),
            List.of(0L, 2L, 1L));
    String withRoom =
        file.node("Pad", List.of(patches, file.vector(0, dimensions.leading(), 0, 0, 0, 0)));
    String positions = weight("visual.positional_embedding", dimensions.tokens(), width);
    if (dimensions.embedDim() == 0) {
      return sum(withRoom, positions, block(0) + "ln_1");
    }
    String x = sum(withRoom, positions, "visual.ln_pre").normed();
    return new Sum(x, norm(x, block(0) + "ln_1"));
  }

  private String attention(String x, String name) throws IOException {
    int width = dimensions.width();
    int heads = dimensions.heads();
    String all = linear(x, name + "in_proj_weight", name + "in_proj_bias", width, 3 * width);
    String parts =
        transposed(
            reshaped(all, 0, dimensions.tokens(), 3, heads, width / heads),
            List.of(2L, 0L, 3L, 1L, 4L));
    String query = part(parts, 0);
    String key = transposed(part(parts, 1), List.of(0L, 1L, 3L, 2L));
    String logits = file.node("MatMul", List.of(query, key));
    String weighting = file.node("Softmax", List.of(logits), attribute("axis", -1));
    String attended = file.node("MatMul", List.of(weighting, part(parts, 2)));
    String merged =
        reshaped(transposed(attended, List.of(0L, 2L, 1L, 3L)), 0, dimensions.tokens(), width);
    return linear(merged, name + "out_proj.weight", name + "out_proj.bias", width, width);
  }

  private String mlp(String x, String name) throws IOException {
    int width = dimensions.width();
    int hidden = dimensions.hidden();
    String middle = linear(x, name + "c_fc.weight", name + "c_fc.bias", width, hidden);
    String active = file.node("Gelu", List.of(middle));
    return linear(active, name + "c_proj.weight", name + "c_proj.bias", hidden, width);
  }

  private String linear(String x, String weight, String bias, int inputs, int outputs)
      throws IOException {
    String product = file.node("MatMul", List.of(x, weight(weight, inputs, outputs)));
    return file.node("Add", List.of(product, weight(bias, outputs)));
  }

  private String norm(String x, String name) throws IOException {
    return file.node("LayerNormalization", List.of(x, scale(name), shift(name)), epsilon);
  }

  /** The sum of both, and the same normed. */
  private Sum sum(String x, String y, String norm) throws IOException {
    return file.normedSum(List.of(x, y, scale(norm), shift(norm)), epsilon);
  }

  private String scale(String norm) throws IOException {
    return weight(norm + ".weight", dimensions.width());
  }

  private String shift(String norm) throws IOException {
    return weight(norm + ".bias", dimensions.width());
  }

  /** The class token of each image, [B, width]. */
  private String first(String x) throws IOException {
    return file.node("Gather", List.of(x, file.number(0)), attribute("axis", 1));
  }

  private String part(String parts, int index) throws IOException {
    return file.node("Gather", List.of(parts, file.number(index)), attribute("axis", 0));
  }

  /** 0 keeps a size as it is. */
  private String reshaped(String x, long... sizes) throws IOException {
    return file.node("Reshape", List.of(x, file.vector(sizes)));
  }

  private String transposed(String x, List<Long> order) throws IOException {
    return file.node("Transpose", List.of(x), attribute("perm", order));
  }

  private String weight(String name, long... sizes) throws IOException {
    return file.weight(name, weights.values(name, sizes), sizes);
  }
}
