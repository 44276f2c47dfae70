package io.shotline.tensorflow;

import io.shotline.core.port.Bank;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ShotFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * The different banks of a batch, one above the other, so that one run serves images of different
 * products. Banks of fewer patches are filled up by repeating theirs: the nearest patch stays the
 * nearest. So shots of different sizes may stand in one bank.
 */
public final class BankStack {
  private final List<Bank> banks;
  private final int[] index;

  private BankStack(List<Bank> banks, int[] index) {
    this.banks = banks;
    this.index = index;
  }

  /**
   * The different ones of the banks that the images are compared with, told apart by identity: the
   * cache hands out one object per bank.
   */
  static BankStack of(List<Bank> perImage) {
    List<Bank> banks = new ArrayList<>();
    IdentityHashMap<Bank, Integer> positions = new IdentityHashMap<>();
    int[] index = new int[perImage.size()];
    for (int i = 0; i < index.length; i++) {
      Bank bank = perImage.get(i);
      Integer known = positions.putIfAbsent(bank, banks.size());
      if (known == null) {
        banks.add(bank);
      }
      index[i] = known == null ? banks.size() - 1 : known;
    }
    return new BankStack(banks, index);
  }

  /** The different banks. */
  List<Bank> banks() {
    return banks;
  }

  /** Which of the banks each image is compared with. */
  int[] index() {
    return index;
  }

  /** The inputs of the score signature that do not depend on the images. */
  Map<String, Tensor> inputs(ModelCard card, Tensors tensors) {
    int patches = banks.stream().mapToInt(BankStack::patches).max().orElseThrow();
    Map<String, Tensor> inputs = new HashMap<>();
    for (int layer = 0; layer < card.layers().size(); layer++) {
      inputs.put("bank_" + card.layers().get(layer), layer(layer, patches, tensors));
    }
    inputs.put("prompt_tokens", tokens(tensors));
    inputs.put("text_features", texts(tensors));
    return inputs;
  }

  /** The means of each bank's adapted class tokens, [P, E]. */
  private TFloat32 tokens(Tensors tensors) {
    int width = banks.get(0).shots().get(0).features().token().length;
    TFloat32 tensor = tensors.floats(Shape.of(banks.size(), width));
    FloatDataBuffer data = tensor.asRawTensor().data().asFloats();
    for (int bank = 0; width > 0 && bank < banks.size(); bank++) {
      data.offset((long) bank * width).write(meanToken(banks.get(bank)));
    }
    return tensor;
  }

  /** The mean of the shots' adapted class tokens, E values. */
  public static float[] meanToken(Bank bank) {
    float[] mean = new float[bank.shots().get(0).features().token().length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (Bank.EncodedShot shot : bank.shots()) {
        sum += shot.features().token()[i];
      }
      mean[i] = (float) (sum / bank.shots().size());
    }
    return mean;
  }

  /** t_n and t_a of each bank's product, [P, 2, E]. */
  private TFloat32 texts(Tensors tensors) {
    int length = banks.get(0).text().values().length;
    TFloat32 tensor = tensors.floats(Shape.of(banks.size(), 2, length / 2));
    FloatDataBuffer data = tensor.asRawTensor().data().asFloats();
    for (int bank = 0; length > 0 && bank < banks.size(); bank++) {
      data.offset((long) bank * length).write(banks.get(bank).text().values());
    }
    return tensor;
  }

  /** [P, patches, D_l]. */
  private TFloat32 layer(int layer, int patches, Tensors tensors) {
    ShotFeatures first = banks.get(0).shots().get(0).features();
    int width = first.layer(layer).length / first.grid().patches();
    TFloat32 tensor = tensors.floats(Shape.of(banks.size(), patches, width));
    FloatDataBuffer data = tensor.asRawTensor().data().asFloats();
    long values = (long) patches * width;
    for (int bank = 0; bank < banks.size(); bank++) {
      write(banks.get(bank).shots(), layer, data.slice(bank * values, values));
    }
    return tensor;
  }

  /** Fills the buffer with the patches of the shots, again and again. */
  private static void write(List<Bank.EncodedShot> shots, int layer, FloatDataBuffer data) {
    long at = 0;
    for (int shot = 0; at < data.size(); shot = (shot + 1) % shots.size()) {
      float[] patches = shots.get(shot).features().layer(layer);
      int length = (int) Math.min(patches.length, data.size() - at);
      data.offset(at).write(patches, 0, length);
      at += length;
    }
  }

  private static int patches(Bank bank) {
    return bank.shots().stream().mapToInt(shot -> shot.features().grid().patches()).sum();
  }
}
