package io.shotline.convert;

import io.shotline.core.image.ModelInput;
import java.util.Map;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Adds the signature {@code decode}, which every model has: from a file to the model's pixels. */
final class DecodeSignature {
  private static final DeviceSpec PROCESSOR =
      DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.CPU).deviceIndex(0).build();

  private DecodeSignature() {}

  /** On the processor, where the decoders are; the pixels would go to a GPU and back otherwise. */
  static void add(Ops root, ModelInput input, SavedModelWriter writer) {
    Ops tf = root.withDevice(PROCESSOR);
    Operand<TString> encoded =
        tf.withName("encoded").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    Operand<TUint8> image = new DecodeGraph(tf, input).build(encoded);
    writer.signature("decode", Map.of("encoded", encoded), Map.of("image", image));
  }
}
