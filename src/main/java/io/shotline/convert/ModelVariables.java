package io.shotline.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.train.Restore;
import org.tensorflow.op.train.Save;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The weights of a large model: variables, which all signatures share and which are restored from a
 * file beside the graph. Constants in the graph would be copied at every step of loading it.
 */
final class ModelVariables {
  private record Variable(VarHandleOp handle, Shape shape, Supplier<float[]> values) {}

  private static final String FOLDER = "variables";

  private final Ops tf;
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  ModelVariables(Ops tf) {
    this.tf = tf;
  }

  /**
   * Adds a variable.
   *
   * @param values as many as the shape has, row by row; asked for when the weights are written
   */
  Operand<TFloat32> add(String name, Shape shape, Supplier<float[]> values) {
    Ops named = tf.withName(name.replace('.', '_'));
    VarHandleOp handle = named.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
    variables.put(name, new Variable(handle, shape, values));
    return tf.readVariableOp(handle, TFloat32.class);
  }

  /** Adds what loads the weights when the model is loaded. */
  SaverDef restorer() {
    Ops saver = tf.withSubScope("saver");
    Operand<TString> prefix = saver.constant(FOLDER);
    List<Class<? extends TType>> types = Collections.nCopies(variables.size(), TFloat32.class);
    Restore restored = saver.train.restore(prefix, names(saver), whole(saver), types);
    List<Op> assigned = new ArrayList<>();
    for (Variable variable : variables.values()) {
      assigned.add(
          saver.assignVariableOp(
              variable.handle(), restored.tensors().get(assigned.size()).asOutput()));
    }
    return SaverDef.newBuilder()
        .setFilenameTensorName(prefix.asOutput().op().name() + ":0")
        .setRestoreOpName(saver.withControlDependencies(assigned).noOp().op().name())
        .setVersion(SaverDef.CheckpointFormatVersion.V2)
        .build();
  }

  /** Writes all weights into the folder of a model's version. */
  void write(Path version) throws IOException {
    Path folder = Files.createDirectories(version.resolve(FOLDER));
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops saver = Ops.create(graph);
      List<Operand<?>> inputs = new ArrayList<>();
      for (Variable variable : variables.values()) {
        inputs.add(saver.placeholder(TFloat32.class, Placeholder.shape(variable.shape())));
      }
      Operand<TString> prefix = saver.constant(folder.resolve(FOLDER).toString());
      Save save = saver.train.save(prefix, names(saver), whole(saver), inputs);
      run(session, save, inputs);
    }
  }

  private void run(Session session, Save save, List<Operand<?>> inputs) {
    List<TFloat32> tensors = new ArrayList<>();
    try {
      Session.Runner runner = session.runner().addTarget(save);
      for (Variable variable : variables.values()) {
        float[] values = variable.values().get();
        tensors.add(TFloat32.tensorOf(variable.shape(), DataBuffers.of(values)));
        runner.feed(inputs.get(tensors.size() - 1), tensors.get(tensors.size() - 1));
      }
      runner.run().close();
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  private Operand<TString> names(Ops ops) {
    return ops.constant(NdArrays.vectorOfObjects(variables.keySet().toArray(String[]::new)));
  }

  /** No slices: each tensor is whole. */
  private Operand<TString> whole(Ops ops) {
    return ops.constant(
        NdArrays.vectorOfObjects(Collections.nCopies(variables.size(), "").toArray(String[]::new)));
  }
}
