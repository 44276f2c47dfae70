package io.shotline.tensorflow.precision;

import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Makes nodes of a graph, and reads the names of their tensors. */
final class Nodes {
  private Nodes() {}

  /** Returns the node that a tensor comes from: {@code a} of {@code a:1} and of {@code ^a}. */
  static String producer(String tensor) {
    int colon = tensor.indexOf(':');
    String node = colon < 0 ? tensor : tensor.substring(0, colon);
    return node.startsWith("^") ? node.substring(1) : node;
  }

  /** Returns which output of its node a tensor is: 1 of {@code a:1}, 0 of {@code a}. */
  static int index(String tensor) {
    int colon = tensor.indexOf(':');
    return colon < 0 ? 0 : Integer.parseInt(tensor.substring(colon + 1));
  }

  /** Returns the name of an output of a node. */
  static String output(String node, int index) {
    return index == 0 ? node : node + ":" + index;
  }

  /** Returns a node that converts a tensor. */
  static NodeDef cast(String name, String tensor, DataType from, DataType to) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Cast")
        .addInput(tensor)
        .putAttr("SrcT", type(from))
        .putAttr("DstT", type(to))
        .build();
  }

  /** Returns a node that holds a whole number. */
  static NodeDef number(String name, int value) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("dtype", type(DataType.DT_INT32))
        .putAttr(
            "value",
            AttrValue.newBuilder()
                .setTensor(
                    TensorProto.newBuilder()
                        .setDtype(DataType.DT_INT32)
                        .setTensorShape(TensorShapeProto.getDefaultInstance())
                        .addIntVal(value))
                .build())
        .build();
  }

  static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }

  static AttrValue flag(boolean value) {
    return AttrValue.newBuilder().setB(value).build();
  }

  static AttrValue number(long value) {
    return AttrValue.newBuilder().setI(value).build();
  }
}
