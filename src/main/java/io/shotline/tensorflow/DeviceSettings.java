package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import org.tensorflow.proto.GPUOptions;

/**
 * What a model runs on.
 *
 * @param threads of one operation on the processor; 0 takes all
 * @param gpus which GPUs may be used, by number, separated by commas; empty for all
 * @param gpuMemoryGrowth takes GPU memory as it is needed, not all of it at the start
 * @param mixedPrecision lets GPUs multiply in half precision: faster, less exact
 */
public record DeviceSettings(
    int threads, String gpus, boolean gpuMemoryGrowth, boolean mixedPrecision) {
  /** All processors and all GPUs, memory as needed, full precision. */
  public static final DeviceSettings DEFAULT = new DeviceSettings(0, "", true, false);

  public DeviceSettings {
    requireNonNull(gpus, "gpus");
    if (threads < 0) {
      throw new IllegalArgumentException(threads + " threads");
    }
    if (!gpus.matches("(\\d+(,\\d+)*)?")) {
      throw new IllegalArgumentException("'" + gpus + "' are no GPU numbers such as 0,1");
    }
  }

  GPUOptions gpuOptions() {
    return GPUOptions.newBuilder()
        .setVisibleDeviceList(gpus)
        .setAllowGrowth(gpuMemoryGrowth)
        .build();
  }
}
