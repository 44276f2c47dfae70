package io.shotline.tensorflow.build;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A constant of a graph whose values are made while it is written and never held with the others,
 * so that a model needs memory for its largest weight and not for all of them several times over.
 */
final class LargeConstant {
  private static final int CHUNK_FLOATS = 1 << 16;
  private static final String VALUE = "value";

  private final byte[] node;
  private final byte[] tensor;
  private final int count;
  private final Supplier<float[]> values;

  /**
   * @param name of the node
   * @param values as many as the shape has, row by row
   */
  LargeConstant(String name, TensorShapeProto shape, Supplier<float[]> values) {
    AttrValue type = AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
    this.node =
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Const")
            .putAttr("dtype", type)
            .build()
            .toByteArray();
    this.tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(shape)
            .build()
            .toByteArray();
    long size = 1;
    for (TensorShapeProto.Dim dim : shape.getDimList()) {
      size = Math.multiplyExact(size, dim.getSize());
    }
    // As bytes, too, it must fit into an array.
    this.count = Math.toIntExact(Math.multiplyExact(size, Float.BYTES)) / Float.BYTES;
    this.values = values;
  }

  /** Bytes of the node's message. */
  int size() {
    return node.length + field(NodeDef.ATTR_FIELD_NUMBER, entrySize());
  }

  /** Writes the node's message: the node, then one more entry of its map of attributes. */
  void writeTo(CodedOutputStream out) throws IOException {
    out.writeRawBytes(node);
    open(out, NodeDef.ATTR_FIELD_NUMBER, entrySize());
    out.writeString(1, VALUE);
    open(out, 2, attrSize());
    open(out, AttrValue.TENSOR_FIELD_NUMBER, tensorSize());
    out.writeRawBytes(tensor);
    open(out, TensorProto.TENSOR_CONTENT_FIELD_NUMBER, count * Float.BYTES);
    writeValues(out);
  }

  private void writeValues(CodedOutputStream out) throws IOException {
    float[] all = values.get();
    if (all.length != count) {
      throw new IllegalStateException(all.length + " values for " + count);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < count; at += CHUNK_FLOATS) {
      int length = Math.min(CHUNK_FLOATS, count - at);
      bytes.asFloatBuffer().put(all, at, length);
      out.writeRawBytes(bytes.array(), 0, length * Float.BYTES);
    }
  }

  private int entrySize() {
    return CodedOutputStream.computeStringSize(1, VALUE) + field(2, attrSize());
  }

  private int attrSize() {
    return field(AttrValue.TENSOR_FIELD_NUMBER, tensorSize());
  }

  private int tensorSize() {
    return tensor.length + field(TensorProto.TENSOR_CONTENT_FIELD_NUMBER, count * Float.BYTES);
  }

  /** Bytes of a message field of this content, its tag and length included. */
  static int field(int number, int content) {
    return Math.addExact(
        CodedOutputStream.computeTagSize(number)
            + CodedOutputStream.computeUInt32SizeNoTag(content),
        content);
  }

  static void open(CodedOutputStream out, int number, int content) throws IOException {
    out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(content);
  }
}
