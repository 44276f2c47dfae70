package io.shotline.convert;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Writes a graph as a SavedModel with the tag {@code serve}. The same graph gives the same bytes,
 * so that an artifact can be reproduced and compared.
 */
final class SavedModelWriter {
  private static final int SCHEMA_VERSION = 1;

  private final Graph graph;
  private final Map<String, SignatureDef> signatures = new LinkedHashMap<>();
  private @Nullable SaverDef restorer;

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

  /** Says how weights that lie beside the graph are loaded. */
  void restorer(SaverDef saverDef) {
    restorer = saverDef;
  }

  /** Writes {@code saved_model.pb} into the folder, which is made if needed. */
  void write(Path folder) throws IOException {
    MetaGraphDef.Builder metaGraph =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
            .setGraphDef(graph.toGraphDef())
            .putAllSignatureDef(signatures);
    if (restorer != null) {
      metaGraph.setSaverDef(restorer);
    }
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(SCHEMA_VERSION)
            .addMetaGraphs(metaGraph)
            .build();
    Files.createDirectories(folder);
    try (OutputStream file = Files.newOutputStream(folder.resolve("saved_model.pb"))) {
      CodedOutputStream stream = CodedOutputStream.newInstance(file);
      stream.useDeterministicSerialization();
      model.writeTo(stream);
      stream.flush();
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
