package io.shotline.convert;

import io.shotline.convert.checkpoint.SafetensorsFile;
import io.shotline.core.image.ModelInput;
import io.shotline.core.image.SecondLook;
import io.shotline.core.port.ModelCard;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The model {@code fine}: version 2 of {@code mini} and a second look with the same weights at the
 * area of 512 x 512 pixels, for small defects in large images.
 */
final class FineMini implements MiniEncoder {
  private final EfficientNetMini mini;

  FineMini(SafetensorsFile weights) {
    this.mini = new EfficientNetMini(weights);
  }

  @Override
  public ModelCard card() {
    ModelCard first = mini.card();
    ModelInput.Rectangle input = (ModelInput.Rectangle) first.input();
    SecondLook second = new SecondLook(262_144, 0.01, new TreeMap<>(Map.of(100, 0.5, 600, 1.0)));
    return new ModelCard(
        "fine",
        "1",
        first.encoder(),
        first.layers(),
        new ModelInput.Rectangle(input.area(), input.step(), second),
        first.maxShots(),
        0.055,
        first.threadsPerRun(),
        first.terms(),
        first.licence(),
        first.provenance(),
        first.topShare(),
        first.turns(),
        accuracy());
  }

  private static Map<String, Double> accuracy() {
    return new MeasuredAccuracy()
        .add("deeppcb/board", 0.552, 0.550, 0.544, 0.550)
        .add("elpv/cell", 0.739, 0.749, 0.747, 0.754)
        .add("magnetic_tile/tile", 0.757, 0.754, 0.756, 0.753)
        .add("mnist/3", 0.972, 0.986, 0.991, 0.996)
        .add("mnist/7", 0.851, 0.871, 0.949, 0.969)
        .add("mvtec/bottle", 1.0, 1.0, 1.0, 1.0)
        .add("mean of these six", 0.812, 0.818, 0.831, 0.837)
        .add("mean of 17 others", 0.719, 0.756, 0.792, 0.825)
        .values();
  }

  @Override
  public List<Operand<TFloat32>> patches(Ops tf, Operand<TUint8> images) {
    return mini.patches(tf, images);
  }
}
