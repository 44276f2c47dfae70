package io.shotline.tensorflow.precision;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Writes a graph anew so that its products take factors of a shorter type. A product keeps its name
 * and gives single precision, so nothing behind it sees a difference in type. What lies between two
 * products and only moves values moves them in the shorter type. Where of a product the greatest
 * value of each row alone is used, the shorter product finds its place and the value is computed in
 * single precision ({@link NearestSearch}). For one graph and one thread.
 */
public final class LowPrecisionGraph {
  /** Operations whose attribute {@code T} is the type of both factors and of what they give. */
  private static final Set<String> PRODUCTS =
      Set.of("MatMul", "BatchMatMul", "BatchMatMulV2", "Conv2D", "DepthwiseConv2dNative");

  /** Operations that move values and compute none, with the attribute that holds their type. */
  private static final Map<String, String> MOVES =
      Map.of(
          "Reshape", "T",
          "Transpose", "T",
          "Unpack", "T",
          "StridedSlice", "T",
          "Squeeze", "T",
          "ExpandDims", "T",
          "Identity", "T");

  private final Map<String, NodeDef> nodes = new HashMap<>();
  private final GraphDef.Builder result;
  private final DataType type;
  private final Map<String, String> shortened = new HashMap<>();
  private int products;

  private LowPrecisionGraph(GraphDef graph, DataType type) {
    this.type = requireNonNull(type, "type");
    this.result = graph.toBuilder().clearNode();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  /**
   * Returns the graph in a precision; the same graph where the precision leaves it as it is.
   *
   * @throws IllegalArgumentException if it has no product of single precision
   */
  public static GraphDef of(GraphDef graph, Precision precision) {
    DataType type = precision.type().orElse(null);
    return type == null ? graph : new LowPrecisionGraph(graph, type).build(graph, precision);
  }

  private GraphDef build(GraphDef graph, Precision precision) {
    for (NodeDef node : graph.getNodeList()) {
      NodeDef product = productOfGreatest(node);
      if (product != null) {
        new NearestSearch(node, product, factor(product, 0), factor(product, 1), type)
            .addTo(result);
      } else if (isProduct(node)) {
        result.addNode(shorter(node));
        result.addNode(Nodes.cast(node.getName(), shortName(node), type, DataType.DT_FLOAT));
        products++;
      } else {
        result.addNode(node);
      }
    }
    if (products == 0) {
      throw new IllegalArgumentException(
          "the model's graph has no product that can run in " + precision);
    }
    return result.build();
  }

  /** Returns the product of which this node takes the greatest value of each row; else null. */
  private @Nullable NodeDef productOfGreatest(NodeDef node) {
    if (!node.getOp().equals("Max")) {
      return null;
    }
    NodeDef product = nodes.get(Nodes.producer(node.getInput(0)));
    return product != null && isProduct(product) && NearestSearch.fits(node, product, nodes)
        ? product
        : null;
  }

  private static boolean isProduct(NodeDef node) {
    return PRODUCTS.contains(node.getOp())
        && node.getAttrOrDefault("T", AttrValue.getDefaultInstance()).getType()
            == DataType.DT_FLOAT;
  }

  private NodeDef shorter(NodeDef product) {
    NodeDef.Builder node = product.toBuilder().setName(shortName(product)).clearInput();
    node.putAttr("T", Nodes.type(type));
    node.addInput(factor(product, 0)).addInput(factor(product, 1));
    node.addAllInput(product.getInputList().subList(2, product.getInputCount()));
    return node.build();
  }

  private String factor(NodeDef product, int index) {
    return inShort(product.getInput(index));
  }

  /** Returns the name of a tensor's values in the shorter type; adds what makes them. */
  private String inShort(String tensor) {
    String known = shortened.get(tensor);
    if (known != null) {
      return known;
    }
    NodeDef producer = nodes.get(Nodes.producer(tensor));
    String name;
    if (producer != null && isProduct(producer)) {
      name = shortName(producer);
    } else if (producer != null && moves(producer) && comesOfProduct(producer)) {
      name = Nodes.output(moved(producer), Nodes.index(tensor));
    } else {
      name = Nodes.producer(tensor) + "/" + Nodes.index(tensor) + "/as_" + word();
      result.addNode(Nodes.cast(name, tensor, DataType.DT_FLOAT, type));
    }
    shortened.put(tensor, name);
    return name;
  }

  private static boolean moves(NodeDef node) {
    String attribute = MOVES.get(node.getOp());
    return attribute != null
        && node.getAttrOrDefault(attribute, AttrValue.getDefaultInstance()).getType()
            == DataType.DT_FLOAT;
  }

  /** Only then moving in the shorter type saves a conversion; weights are converted once. */
  private boolean comesOfProduct(NodeDef node) {
    NodeDef before = nodes.get(Nodes.producer(node.getInput(0)));
    return before != null
        && (isProduct(before)
            || before.getOp().equals("BiasAdd")
            || (moves(before) && comesOfProduct(before)));
  }

  /** Adds a move of values in the shorter type, once; returns its name. */
  private String moved(NodeDef move) {
    String name = shortName(move);
    if (shortened.putIfAbsent("^" + move.getName(), name) == null) {
      List<String> inputs = new ArrayList<>(move.getInputList());
      inputs.set(0, inShort(move.getInput(0)));
      result.addNode(
          move.toBuilder()
              .setName(name)
              .clearInput()
              .addAllInput(inputs)
              .putAttr(requireNonNull(MOVES.get(move.getOp())), Nodes.type(type)));
    }
    return name;
  }

  private String shortName(NodeDef node) {
    return node.getName() + "/" + word();
  }

  private String word() {
    return type == DataType.DT_HALF ? "float16" : "bfloat16";
  }
}
