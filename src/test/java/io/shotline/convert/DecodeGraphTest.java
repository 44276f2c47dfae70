package io.shotline.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ModelInput;
import io.shotline.tensorflow.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** The graph as the code builds it now, not as the shipped model has it. */
class DecodeGraphTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bent_gray_300x300.png",
        "normal_rgb_64x48.png",
        "scratch_rgb_320x256.png",
        "scratch_rgba_257x391.png",
        "stain_rgb_640x480.jpg"
      })
  void shouldPreprocessLikeTheReference(String name) {
    try (Graph graph = new Graph();
        TString file =
            TString.tensorOfBytes(NdArrays.scalarOfObject(Reference.image(name).bytes()))) {
      Ops tf = Ops.create(graph);
      Operand<TString> encoded = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
      Operand<TUint8> image =
          new DecodeGraph(tf, ModelInput.Square.withDefaults(15)).build(encoded);
      try (Session session = new Session(graph);
          Result result = session.runner().feed(encoded, file).fetch(image).run()) {
        byte[] pixels = new byte[Reference.preprocessed(name).pixels().length];
        result.get(0).asRawTensor().data().read(pixels);
        assertThat(pixels).isEqualTo(Reference.preprocessed(name).pixels());
      }
    }
  }
}
