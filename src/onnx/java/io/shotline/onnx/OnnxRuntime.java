package io.shotline.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.shotline.core.BaselineEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ONNX Runtime on the processor, with all its optimisations. */
public final class OnnxRuntime implements BaselineEncoder.Provider {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  @Override
  public String runtime() {
    return "ONNX Runtime " + environment.getVersion();
  }

  @Override
  public BaselineEncoder open(BaselineEncoder.Dimensions dimensions, int threads)
      throws IOException {
    return open(dimensions, threads, new RandomWeights());
  }

  /** An encoder of these weights. */
  BaselineEncoder open(
      BaselineEncoder.Dimensions dimensions, int threads, VisionTower.Weights weights)
      throws IOException {
    Path file = Files.createTempFile("shotline-encoder", ".onnx");
    try (SessionOptions options = new SessionOptions()) {
      configure(options, threads);
      VisionTower.write(file, dimensions, weights);
      return new OnnxEncoder(
          environment, environment.createSession(file.toString(), options), dimensions);
    } catch (OrtException e) {
      throw new IllegalStateException(runtime() + " cannot load the encoder", e);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void configure(SessionOptions options, int threads) throws OrtException {
    options.setOptimizationLevel(OptLevel.ALL_OPT);
    options.setInterOpNumThreads(1);
    options.setIntraOpNumThreads(
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    // Threads that wait within a run spin, which is faster; after it they would slow down others.
    options.addConfigEntry("session.force_spinning_stop", "1");
  }
}
