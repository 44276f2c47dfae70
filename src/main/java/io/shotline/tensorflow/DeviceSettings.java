package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.tensorflow.precision.Precision;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * What a model runs on.
 *
 * @param threads of one operation on the processor; 0 takes all, null what the model makes good use
 *     of. The first model of a process decides: TensorFlow has one pool for all that come after.
 * @param gpus which GPUs may be used, by number, separated by commas; empty for all
 * @param gpuMemoryGrowth takes GPU memory as it is needed, not all of it at the start
 * @param precision of the model's products
 */
public record DeviceSettings(
    @Nullable Integer threads, String gpus, boolean gpuMemoryGrowth, Precision precision) {
  /** The model's choice of processors and all GPUs, memory as needed, single precision. */
  public static final DeviceSettings DEFAULT =
      new DeviceSettings(null, "", true, Precision.FLOAT32);

  public DeviceSettings {
    requireNonNull(gpus, "gpus");
    requireNonNull(precision, "precision");
    if (threads != null && threads < 0) {
      throw new IllegalArgumentException(threads + " threads");
    }
    if (!gpus.matches("(\\d+(,\\d+)*)?")) {
      throw new IllegalArgumentException("'" + gpus + "' are no GPU numbers such as 0,1");
    }
  }

  /** Returns the same with products of another precision. */
  public DeviceSettings with(Precision other) {
    return new DeviceSettings(threads, gpus, gpuMemoryGrowth, other);
  }

  /** What every session of the process has in common. */
  ConfigProto.Builder config(int threadsPerRun) {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threadsPerRun)
        .setGpuOptions(
            GPUOptions.newBuilder().setVisibleDeviceList(gpus).setAllowGrowth(gpuMemoryGrowth));
  }
}
