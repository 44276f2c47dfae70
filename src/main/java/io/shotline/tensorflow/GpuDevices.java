package io.shotline.tensorflow;

import io.shotline.tensorflow.precision.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** The GPUs that TensorFlow can run on. */
public final class GpuDevices {
  private static final int MOST = 64;
  private static final String NATIVES =
      "/org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_cc.so.2";

  /** Set by an image, whose natives lie beside the class path: for which machine they are. */
  private static final String VARIANT = "shotline.natives";

  private static final String TF32 = "NVIDIA_TF32_OVERRIDE";

  private GpuDevices() {}

  /** Whether this build carries the natives for GPUs, be one there or not. */
  public static boolean hasNatives() {
    return "gpu".equals(System.getProperty(VARIANT))
        || GpuDevices.class.getResource(NATIVES) != null;
  }

  /**
   * Returns what to tell a person of the precision that was asked for and the devices that there
   * are. NVIDIA's libraries read from the environment alone, when they are loaded, whether they
   * round the factors of products to the 11 bits of TF32.
   */
  static List<String> remarks(int gpus, Precision precision, Map<String, String> environment) {
    List<String> remarks = new ArrayList<>();
    if (gpus == 0) {
      if (hasNatives()) {
        remarks.add("no GPU is visible to the natives for GPUs: the model runs on the processor");
      }
      if (precision != Precision.FLOAT32) {
        remarks.add(
            precision.changesGraph()
                ? "--precision " + precision + " without a GPU: a processor is slower in it"
                : "--precision " + precision + " without a GPU: a processor computes in float32");
      }
      return remarks;
    }
    boolean exact = "0".equals(environment.get(TF32));
    if (precision == Precision.TF32 && exact) {
      remarks.add("--precision tf32 has no effect: " + TF32 + "=0 forbids it; set it to 1");
    } else if (precision != Precision.TF32 && !exact) {
      remarks.add("the GPU may round products to 11 bits: set " + TF32 + "=0 for exact scores");
    }
    return remarks;
  }

  /** How many there are: the first that nothing can be placed on ends the count. */
  static int count(DeviceSettings devices, int threadsPerRun) {
    if (!hasNatives()) {
      return 0;
    }
    ConfigProto config = devices.config(threadsPerRun).build();
    int number = 0;
    while (number < MOST && canRunOn(number, config)) {
      number++;
    }
    return number;
  }

  private static boolean canRunOn(int number, ConfigProto config) {
    DeviceSpec gpu =
        DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.GPU).deviceIndex(number).build();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> sum = tf.withDevice(gpu).math.add(tf.constant(1f), tf.constant(2f));
      try (Session session = new Session(graph, config);
          var result = session.runner().fetch(sum).run()) {
        return result.size() == 1;
      }
    } catch (TFInvalidArgumentException e) {
      return false;
    }
  }
}
