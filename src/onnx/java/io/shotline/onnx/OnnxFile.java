package io.shotline.onnx;

import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onnx.AttributeProto;
import onnx.AttributeProto.AttributeType;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.OperatorSetIdProto;
import onnx.TensorProto;
import onnx.TensorShapeProto.Dimension;
import onnx.TypeProto;
import onnx.ValueInfoProto;

/**
 * An ONNX model being written. Protocol buffers one after the other are read as one, so that every
 * weight goes to the file as soon as it is made and none is kept. Owned by one thread.
 */
final class OnnxFile implements AutoCloseable {
  /** Names of a sum and of the same normed. */
  record Sum(String value, String normed) {}

  /** Of ONNX 1.15, as is the set of operators, the first that has an exact GELU. */
  private static final int IR_VERSION = 9;

  private static final int OPERATORS = 20;

  /** ONNX Runtime's own operators. */
  private static final String RUNTIME = "com.microsoft";

  private final OutputStream stream;
  private int values;

  OnnxFile(Path file) throws IOException {
    stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("shotline")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(RUNTIME).setVersion(1))
        .setGraph(GraphProto.newBuilder().setName("encoder"))
        .build()
        .writeTo(stream);
  }

  /** Adds an input of floats of any batch size. */
  String input(String name, long... sizes) throws IOException {
    write(GraphProto.newBuilder().addInput(batch(name, sizes)));
    return name;
  }

  /** Makes a value an output of floats of any batch size, under a name of its own. */
  void output(String name, String value, long... sizes) throws IOException {
    write(
        GraphProto.newBuilder()
            .addNode(NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name))
            .addOutput(batch(name, sizes)));
  }

  /** Adds a weight and gives its name back. */
  String weight(String name, float[] weights, long... sizes) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(weights.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(weights);
    return constant(name, TensorProto.DataType.FLOAT, bytes, sizes);
  }

  /** Adds a vector of whole numbers, such as a shape. */
  String vector(long... numbers) throws IOException {
    return integers(numbers, numbers.length);
  }

  /** Adds a whole number. */
  String number(long number) throws IOException {
    return integers(new long[] {number});
  }

  /** Adds an operation with one output, whose name it gives back. */
  String node(String operator, List<String> inputs, AttributeProto... attributes)
      throws IOException {
    String output = nextName();
    write(
        GraphProto.newBuilder()
            .addNode(
                NodeProto.newBuilder()
                    .setOpType(operator)
                    .addAllInput(inputs)
                    .addOutput(output)
                    .addAllAttribute(List.of(attributes))));
    return output;
  }

  /** Adds a sum and its layer norm in one operation. */
  Sum normedSum(List<String> inputs, AttributeProto epsilon) throws IOException {
    Sum sum = new Sum(nextName(), nextName());
    // What lies between the outputs is for training.
    write(
        GraphProto.newBuilder()
            .addNode(
                NodeProto.newBuilder()
                    .setDomain(RUNTIME)
                    .setOpType("SkipLayerNormalization")
                    .addAllInput(inputs)
                    .addAllOutput(List.of(sum.normed(), "", "", sum.value()))
                    .addAttribute(epsilon)));
    return sum;
  }

  static AttributeProto attribute(String name, long number) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INT)
        .setI(number)
        .build();
  }

  static AttributeProto attribute(String name, float number) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(number)
        .build();
  }

  static AttributeProto attribute(String name, List<Long> numbers) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(numbers)
        .build();
  }

  private String integers(long[] numbers, long... sizes) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(numbers);
    return constant(nextName(), TensorProto.DataType.INT64, bytes, sizes);
  }

  private String constant(String name, TensorProto.DataType type, ByteBuffer bytes, long... sizes)
      throws IOException {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type);
    for (long size : sizes) {
      tensor.addDims(size);
    }
    write(GraphProto.newBuilder().addInitializer(tensor.setRawData(ByteString.copyFrom(bytes))));
    return name;
  }

  private static ValueInfoProto batch(String name, long... sizes) {
    TypeProto.Tensor.Builder type =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT);
    type.getShapeBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
    for (long size : sizes) {
      type.getShapeBuilder().addDim(Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  private String nextName() {
    return "_" + values++;
  }

  private void write(GraphProto.Builder piece) throws IOException {
    ModelProto.newBuilder().setGraph(piece).build().writeTo(stream);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
