package io.shotline.convert;

import io.shotline.core.port.ModelCard;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** The encoder of a version of the mini model, and its card. */
interface MiniEncoder {
  int MAX_SHOTS = 16;

  /** Its operations are too small to share: two runs side by side beat one on two threads. */
  int THREADS_PER_RUN = 1;

  /** Returns the card; its input, top share and turns shape the signatures. */
  ModelCard card();

  /**
   * Adds the encoder.
   *
   * @param images of the card's input, [B, height, width, 3]
   * @return per layer of the card [B, patches, channels], unit vectors of a known number of
   *     channels
   */
  List<Operand<TFloat32>> patches(Ops tf, Operand<TUint8> images);
}
