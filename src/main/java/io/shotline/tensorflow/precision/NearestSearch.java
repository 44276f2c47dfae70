package io.shotline.tensorflow.precision;

import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Finds in a shorter type the row of y that has the greatest product with each row of x, and
 * computes that product in single precision. A cosine near 1 rounded to 11 bits would be off by
 * 2^-12, a hundredth of the distance of good images. Rows that the shorter type cannot tell apart
 * differ by less than it rounds.
 */
final class NearestSearch {
  private final NodeDef greatest;
  private final NodeDef product;
  private final String shortX;
  private final String shortY;
  private final DataType type;

  /**
   * @param greatest takes the greatest value of each row of the product
   * @param shortX the product's first factor [G, N, D] in the shorter type
   * @param shortY its second factor [G, M, D] in the shorter type
   */
  NearestSearch(NodeDef greatest, NodeDef product, String shortX, String shortY, DataType type) {
    this.greatest = greatest;
    this.product = product;
    this.shortX = shortX;
    this.shortY = shortY;
    this.type = type;
  }

  /** Returns whether a greatest value is one of each row of x y' for each item. */
  static boolean fits(NodeDef greatest, NodeDef product, Map<String, NodeDef> nodes) {
    NodeDef axis = nodes.get(Nodes.producer(greatest.getInput(1)));
    return product.getOp().equals("BatchMatMulV2")
        && flag(product, "adj_y")
        && !flag(product, "adj_x")
        && !flag(greatest, "keep_dims")
        && axis != null
        && isTwo(axis);
  }

  private static boolean flag(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance()).getB();
  }

  private static boolean isTwo(NodeDef axis) {
    var tensor = axis.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
    boolean inList = tensor.getIntValCount() == 1 && tensor.getIntVal(0) == 2;
    boolean inBytes =
        tensor.getTensorContent().size() == Integer.BYTES
            && tensor.getTensorContent().asReadOnlyByteBuffer().get(0) == 2;
    return axis.getOp().equals("Const") && (inList || inBytes);
  }

  /** Adds what gives the greatest values, under the name that they had. */
  void addTo(GraphDef.Builder graph) {
    String name = greatest.getName();
    String two = name + "/last";
    String one = name + "/rows";
    graph.addNode(Nodes.number(two, 2)).addNode(Nodes.number(one, 1));
    String cosines = name + "/cosines";
    graph.addNode(
        product.toBuilder()
            .setName(cosines)
            .clearInput()
            .addInput(shortX)
            .addInput(shortY)
            .putAttr("T", Nodes.type(type)));
    String place = name + "/place";
    graph.addNode(
        node(place, "ArgMax", cosines, two)
            .putAttr("T", Nodes.type(type))
            .putAttr("Tidx", Nodes.type(DataType.DT_INT32))
            .putAttr("output_type", Nodes.type(DataType.DT_INT32)));
    String nearest = name + "/nearest";
    graph.addNode(
        node(nearest, "GatherV2", product.getInput(1), place, one)
            .putAttr("Tparams", Nodes.type(DataType.DT_FLOAT))
            .putAttr("Tindices", Nodes.type(DataType.DT_INT32))
            .putAttr("Taxis", Nodes.type(DataType.DT_INT32))
            .putAttr("batch_dims", Nodes.number(1)));
    String products = name + "/products";
    graph.addNode(
        node(products, "Mul", product.getInput(0), nearest)
            .putAttr("T", Nodes.type(DataType.DT_FLOAT)));
    graph.addNode(
        node(name, "Sum", products, two)
            .putAttr("T", Nodes.type(DataType.DT_FLOAT))
            .putAttr("Tidx", Nodes.type(DataType.DT_INT32))
            .putAttr("keep_dims", Nodes.flag(false)));
  }

  private static NodeDef.Builder node(String name, String op, String... inputs) {
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(op);
    for (String input : inputs) {
      node.addInput(input);
    }
    return node;
  }
}
