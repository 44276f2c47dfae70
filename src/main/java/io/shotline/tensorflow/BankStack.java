package io.shotline.tensorflow;

import io.shotline.core.Bank;
import io.shotline.core.ModelCard;
import io.shotline.core.ShotFeatures;
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
 * products. Smaller banks are padded by repeating a shot: the nearest patch stays the nearest.
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
    int shots = banks.stream().mapToInt(bank -> bank.shots().size()).max().orElseThrow();
    Map<String, Tensor> inputs = new HashMap<>();
    for (int layer = 0; layer < card.layers().size(); layer++) {
      inputs.put("bank_" + card.layers().get(layer), layer(layer, shots, card, tensors));
    }
    inputs.put("prompt_tokens", tokens(tensors));
    inputs.put("text_features", texts(tensors));
    return inputs;
  }

  /** The means of each bank's adapted class tokens, [P, E]. */
  private TFloat32 tokens(Tensors tensors) {
    int width = shot(0, 0).token().length;
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

  /** [P, shots * patches, D_l]. */
  private TFloat32 layer(int layer, int shots, ModelCard card, Tensors tensors) {
    int patches = card.grid() * card.grid();
    int values = shot(0, 0).layer(layer).length;
    Shape shape = Shape.of(banks.size(), (long) shots * patches, values / patches);
    TFloat32 tensor = tensors.floats(shape);
    FloatDataBuffer data = tensor.asRawTensor().data().asFloats();
    for (int bank = 0; bank < banks.size(); bank++) {
      for (int shot = 0; shot < shots; shot++) {
        long at = (long) (bank * shots + shot) * values;
        data.offset(at).write(shot(bank, shot).layer(layer));
      }
    }
    return tensor;
  }

  private ShotFeatures shot(int bank, int shot) {
    List<Bank.EncodedShot> shots = banks.get(bank).shots();
    return shots.get(shot % shots.size()).features();
  }
}
