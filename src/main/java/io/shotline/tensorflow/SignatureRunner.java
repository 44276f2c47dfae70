package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Grid;
import io.shotline.core.image.ResidualMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.proto.SignatureDef;

/** Runs one signature of a SavedModel by the names of its inputs and outputs. */
final class SignatureRunner {
  private final Session session;
  private final SignatureDef signature;
  private final List<String> outputNames;

  SignatureRunner(Session session, SignatureDef signature) {
    this.session = requireNonNull(session, "session");
    this.signature = requireNonNull(signature, "signature");
    this.outputNames = List.copyOf(signature.getOutputsMap().keySet());
  }

  /**
   * Runs it.
   *
   * @param inputs a tensor for every input of the signature
   * @param tensors takes over the outputs
   */
  Outputs run(Map<String, ? extends Tensor> inputs, Tensors tensors) {
    Session.Runner runner = session.runner();
    signature
        .getInputsMap()
        .forEach(
            (name, info) -> {
              Tensor tensor = inputs.get(name);
              if (tensor == null) {
                throw new IllegalStateException("nothing to feed to the model's input " + name);
              }
              runner.feed(info.getName(), tensor);
            });
    outputNames.forEach(name -> runner.fetch(signature.getOutputsOrThrow(name).getName()));
    Result result = runner.run();
    tensors.add(result);
    return new Outputs(outputNames, result);
  }

  /** What a run gave; valid until the tensors are closed. */
  record Outputs(List<String> names, Result result) {
    /** The values of one image of the batch. */
    float[] row(String name, int image) {
      Tensor tensor = tensor(name);
      long batch = tensor.shape().get(0);
      FloatDataBuffer values = tensor.asRawTensor().data().asFloats();
      float[] row = new float[Math.toIntExact(tensor.shape().size() / batch)];
      if (row.length > 0) {
        values.slice((long) image * row.length, row.length).read(row);
      }
      return row;
    }

    /** Returns the values of all images of the batch. */
    FloatDataBuffer all(String name) {
      return tensor(name).asRawTensor().data().asFloats();
    }

    /**
     * Returns the features of one image of the batch in one layer, patch by patch.
     *
     * @throws IllegalStateException if they are not of this grid
     */
    float[] patches(String layer, int image, Grid grid) {
      String name = "patches_" + layer;
      long found = tensor(name).shape().get(1);
      if (found != grid.patches()) {
        throw new IllegalStateException(
            "model.json tells of " + grid + " patches, but " + name + " has " + found);
      }
      return row(name, image);
    }

    /** Returns the map of one image of the batch, of an output [batch, rows, columns]. */
    ResidualMap map(String name, int image) {
      Shape shape = tensor(name).shape();
      int rows = Math.toIntExact(shape.get(1));
      int columns = Math.toIntExact(shape.get(2));
      return new ResidualMap(rows, columns, row(name, image));
    }

    private Tensor tensor(String name) {
      int index = names.indexOf(name);
      if (index < 0) {
        throw new IllegalStateException("the model has no output " + name);
      }
      return result.get(index);
    }
  }
}
