package io.shotline.tensorflow;

import java.io.IOException;
import java.util.Map;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.SignatureDef;

/**
 * Which of a model's signatures are run and how the session treats them. A model may have a second
 * set of signatures, of operations that only x86 processors have kernels for; they are taken where
 * no GPU is there to run the others.
 *
 * @param threadsPerRun of one operation on the processor; 0 takes all
 */
record ModelKernels(
    Map<String, SignatureDef> signatures, boolean oneDnn, int gpus, int threadsPerRun) {
  private static final String ONE_DNN = "_onednn";

  /** A chain of large products gains nothing from threads that hand it on. */
  private static final int ON_THE_CALLER = -1;

  private static final int RUNS_ON_GPU = 2;

  static ModelKernels of(ModelFolder folder, DeviceSettings devices) throws IOException {
    Map<String, SignatureDef> signatures = SavedModelSignatures.read(folder.version());
    boolean tuned = signatures.containsKey("score" + ONE_DNN);
    boolean disabled = "0".equals(System.getenv("TF_ENABLE_ONEDNN_OPTS"));
    Integer asked = devices.threads();
    int threadsPerRun = asked == null ? folder.card().threadsPerRun() : asked;
    int gpus = GpuDevices.count(devices, threadsPerRun);
    // The fused operations of processors are of single precision alone.
    boolean oneDnn = tuned && !disabled && gpus == 0 && !devices.precision().changesGraph();
    return new ModelKernels(signatures, oneDnn, gpus, threadsPerRun);
  }

  /**
   * A runner of the signature of this name, in the better of its forms.
   *
   * @throws IllegalArgumentException if the model has none; names it
   */
  SignatureRunner runner(Session session, String name) {
    SignatureDef tuned = oneDnn ? signatures.get(name + ONE_DNN) : null;
    SignatureDef signature = tuned == null ? signatures.get(name) : tuned;
    if (signature == null) {
      throw new IllegalArgumentException("the model has no signature " + name);
    }
    return new SignatureRunner(session, signature);
  }

  /**
   * Returns how many runs at once keep this many processors busy, or the GPU, to which the images
   * of a run are copied while it computes the run before.
   */
  int runs(int processors) {
    if (gpus > 0) {
      return RUNS_ON_GPU;
    }
    return threadsPerRun == 0 ? 1 : Math.max(1, processors / threadsPerRun);
  }

  /** Returns the greatest power of two that a GPU finds among those that wait; a processor all. */
  int batchOf(int waiting) {
    return gpus > 0 ? Integer.highestOneBit(waiting) : waiting;
  }

  /** Of a session that decodes files on the calling thread, on the processor. */
  ConfigProto fileConfig(DeviceSettings devices) {
    return devices
        .config(threadsPerRun)
        .putDeviceCount("GPU", 0)
        .setInterOpParallelismThreads(ON_THE_CALLER)
        .setGraphOptions(
            GraphOptions.newBuilder()
                .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
        .build();
  }

  ConfigProto config(DeviceSettings devices) {
    RewriterConfig.Builder rewriter = RewriterConfig.newBuilder();
    if (oneDnn) {
      // Fused already; the optimiser would copy all weights several times for nothing.
      rewriter.setDisableMetaOptimizer(true);
    }
    return devices
        .config(threadsPerRun)
        .setInterOpParallelismThreads(oneDnn ? ON_THE_CALLER : 0)
        .setAllowSoftPlacement(true)
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
        .build();
  }
}
