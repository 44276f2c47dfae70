package io.shotline.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.shotline.core.BaselineEncoder;
import java.nio.FloatBuffer;
import java.util.Map;

/** One session of ONNX Runtime, which it owns; for batches of any size. */
final class OnnxEncoder implements BaselineEncoder {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Dimensions dimensions;

  OnnxEncoder(OrtEnvironment environment, OrtSession session, Dimensions dimensions) {
    this.environment = requireNonNull(environment, "environment");
    this.session = requireNonNull(session, "session");
    this.dimensions = requireNonNull(dimensions, "dimensions");
  }

  @Override
  public float[][] encode(FloatBuffer images) {
    long side = dimensions.side();
    long[] shape = {images.remaining() / (3 * side * side), 3, side, side};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, images, shape);
        OrtSession.Result result = session.run(Map.of(VisionTower.IMAGES, tensor))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[][] features = new float[(int) shape[0]][values.remaining() / (int) shape[0]];
      for (float[] image : features) {
        values.get(image);
      }
      return features;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot run the encoder", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close the encoder", e);
    }
  }
}
