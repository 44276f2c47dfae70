package io.shotline.tensorflow;

import io.shotline.core.image.DecodedImage;
import java.io.IOException;
import java.util.List;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Takes the tokens of a converted DINOv2 out of its graph, before they are unit vectors. */
final class DinoTokens implements AutoCloseable {
  private final SavedModelBundle bundle;
  private final String scope;

  /** Loads a model with one of its sets of kernels. */
  DinoTokens(ModelFolder files, boolean oneDnn) throws IOException {
    ModelKernels kernels =
        new ModelKernels(SavedModelSignatures.read(files.version()), oneDnn, 0, 0);
    this.bundle =
        SavedModelBundle.loader(files.version().toString())
            .withTags("serve")
            .withConfigProto(kernels.config(DeviceSettings.DEFAULT))
            .load();
    this.scope = oneDnn ? "device_onednn/encode/" : "device/encode/";
  }

  /** Returns the normed tokens of a layer of an image, patch by patch. */
  float[][] of(DecodedImage image, String layer) {
    try (Tensors tensors = new Tensors();
        Result result =
            bundle
                .session()
                .runner()
                .feed(scope + "images", tensors.images(List.of(image)))
                .fetch(scope + "tokens_" + layer)
                .run()) {
      TFloat32 all = (TFloat32) result.get(0);
      float[] values = new float[Math.toIntExact(all.size())];
      all.copyTo(DataBuffers.of(values));
      float[][] tokens = new float[(int) all.shape().get(1)][(int) all.shape().get(2)];
      for (int token = 0; token < tokens.length; token++) {
        System.arraycopy(
            values, token * tokens[token].length, tokens[token], 0, tokens[token].length);
      }
      return tokens;
    }
  }

  @Override
  public void close() {
    bundle.close();
  }
}
