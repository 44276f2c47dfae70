package io.shotline.tensorflow.build;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * Writes a graph whose weights are constants as a SavedModel with the tag {@code serve}. The same
 * graph gives the same bytes, so that an artifact can be reproduced and compared.
 */
final class SavedModelWriter {
  private static final int SCHEMA_VERSION = 1;

  private final Graph graph;
  private final Map<String, SignatureDef> signatures = new LinkedHashMap<>();
  private final Map<String, LargeConstant> constants = new HashMap<>();

  SavedModelWriter(Graph graph) {
    this.graph = graph;
  }

  /** Adds a signature; names of inputs and outputs are those that callers use. */
  void signature(String name, Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs) {
    SignatureDef.Builder signature =
        SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
    inputs.forEach((input, operand) -> signature.putInputs(input, info(operand)));
    outputs.forEach((output, operand) -> signature.putOutputs(output, info(operand)));
    signatures.put(name, signature.build());
  }

  /**
   * Adds a constant whose values are asked for only when the model is written; until then a
   * placeholder stands for it.
   */
  Operand<TFloat32> constant(Ops tf, Shape shape, Supplier<float[]> values) {
    Placeholder<TFloat32> stand = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    String name = stand.op().name();
    constants.put(name, new LargeConstant(name, shape(shape), values));
    return stand;
  }

  /** Writes {@code saved_model.pb} into the folder, which is made if needed. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (OutputStream file = Files.newOutputStream(folder.resolve("saved_model.pb"))) {
      CodedOutputStream out = CodedOutputStream.newInstance(file, 1 << 20);
      write(out);
      out.flush();
    }
  }

  /** Message by message in the order of their numbers, as one large message would be written. */
  private void write(CodedOutputStream out) throws IOException {
    GraphDef whole = graph.toGraphDef();
    byte[] info =
        bytes(
            MetaGraphDef.newBuilder()
                .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
                .build());
    byte[] rest = bytes(whole.toBuilder().clearNode().build());
    byte[] last = bytes(MetaGraphDef.newBuilder().putAllSignatureDef(signatures).build());
    List<byte[]> nodes = new ArrayList<>();
    int graphSize = rest.length;
    for (NodeDef node : whole.getNodeList()) {
      LargeConstant constant = constants.get(node.getName());
      nodes.add(constant == null ? bytes(node) : new byte[0]);
      int size = constant == null ? nodes.get(nodes.size() - 1).length : constant.size();
      graphSize = Math.addExact(graphSize, LargeConstant.field(GraphDef.NODE_FIELD_NUMBER, size));
    }
    int metaSize =
        Math.addExact(
            info.length + last.length,
            LargeConstant.field(MetaGraphDef.GRAPH_DEF_FIELD_NUMBER, graphSize));
    out.writeInt64(SavedModel.SAVED_MODEL_SCHEMA_VERSION_FIELD_NUMBER, SCHEMA_VERSION);
    LargeConstant.open(out, SavedModel.META_GRAPHS_FIELD_NUMBER, metaSize);
    out.writeRawBytes(info);
    LargeConstant.open(out, MetaGraphDef.GRAPH_DEF_FIELD_NUMBER, graphSize);
    for (int i = 0; i < nodes.size(); i++) {
      write(out, constants.get(whole.getNode(i).getName()), nodes.get(i));
    }
    out.writeRawBytes(rest);
    out.writeRawBytes(last);
  }

  private static void write(CodedOutputStream out, @Nullable LargeConstant constant, byte[] node)
      throws IOException {
    int size = constant == null ? node.length : constant.size();
    LargeConstant.open(out, GraphDef.NODE_FIELD_NUMBER, size);
    if (constant == null) {
      out.writeRawBytes(node);
    } else {
      constant.writeTo(out);
    }
  }

  private static byte[] bytes(MessageLite message) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.useDeterministicSerialization();
      message.writeTo(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
  }

  private static TensorInfo info(Operand<?> operand) {
    Output<?> output = operand.asOutput();
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .setTensorShape(shape(output.shape()))
        .build();
  }

  private static TensorShapeProto shape(Shape shape) {
    TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
    if (shape.isUnknown()) {
      return proto.setUnknownRank(true).build();
    }
    for (long size : shape.asArray()) {
      proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return proto.build();
  }
}
