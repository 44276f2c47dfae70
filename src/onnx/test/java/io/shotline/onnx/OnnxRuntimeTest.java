package io.shotline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.convert.DinoModel;
import io.shotline.convert.DinoValues;
import io.shotline.convert.RandomDino;
import io.shotline.convert.SmallInctrl;
import io.shotline.convert.VisionDimensions;
import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.core.BaselineEncoder;
import io.shotline.core.BaselineEncoder.Dimensions;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class OnnxRuntimeTest {
  private static final int BATCH = 2;
  private static final int PIXELS = 240 * 240;
  private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
  private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};

  @TempDir private Path folder;

  @Test
  void shouldGiveTheFeaturesOfTheModelWithTheModelsWeights() throws IOException {
    ModelFolder model = new SmallInctrl().convert(folder, 4);
    Dimensions dimensions = VisionDimensions.of(model).orElseThrow();
    byte[] pixels = new byte[BATCH * PIXELS * 3];
    new Random(4).nextBytes(pixels);
    Checkpoint checkpoint = Checkpoint.open(folder.resolve("small.safetensors"));
    VisionTower.Weights weights = (name, sizes) -> values(checkpoint, dimensions, name, sizes);

    float[][] expected = classTokens(model, pixels, dimensions.embedDim());
    try (BaselineEncoder encoder = new OnnxRuntime().open(dimensions, 2, weights)) {
      float[][] features = encoder.encode(normalised(pixels));

      assertThat(features).hasDimensions(BATCH, dimensions.embedDim());
      for (int image = 0; image < BATCH; image++) {
        assertThat(features[image]).containsExactly(expected[image], within(1e-4f));
      }
      assertThat(features[0]).isNotEqualTo(features[1]);
      assertThat(encoder.encode(normalised(Arrays.copyOf(pixels, 3 * PIXELS)))[0])
          .containsExactly(features[0], within(1e-5f));
    }
  }

  @Test
  void shouldGiveTheTokensOfADinoWithTheModelsWeights() throws IOException {
    int side = 224;
    ModelFolder model =
        new RandomDino(128, 3, 4)
            .convert(folder, new DinoModel.Options(side, List.of(), 0.01, null));
    Dimensions dimensions = VisionDimensions.of(model).orElseThrow();
    DinoValues stored = new DinoValues(Checkpoint.open(folder.resolve("dino.safetensors")), side);
    VisionTower.Weights weights =
        (name, sizes) -> laidOut(stored.of(name), dimensions, name, sizes);
    byte[] grey = new byte[BATCH * side * side * 3];
    Arrays.fill(grey, (byte) 124);

    float[] expected = patches(model, grey, side);
    try (BaselineEncoder encoder = new OnnxRuntime().open(dimensions, 2, weights)) {
      float[][] tokens = encoder.encode(normalisedGrey(side));

      int width = dimensions.width();
      int patches = dimensions.grid() * dimensions.grid();
      for (int image = 0; image < BATCH; image++) {
        for (int patch = 0; patch < patches; patch++) {
          int from = (dimensions.leading() + patch) * width;
          float[] unit = unit(Arrays.copyOfRange(tokens[image], from, from + width));
          int at = (image * patches + patch) * width;
          assertThat(unit)
              .containsExactly(Arrays.copyOfRange(expected, at, at + width), within(1e-4f));
        }
      }
    }
  }

  @Test
  void shouldNameTheRuntimeAndItsVersion() {
    assertThat(new OnnxRuntime().runtime()).matches("ONNX Runtime 1\\.\\d+\\.\\d+");
  }

  private static float[][] classTokens(ModelFolder model, byte[] pixels, int width) {
    float[][] tokens = new float[BATCH][width];
    try (SavedModelBundle bundle = SavedModelBundle.load(model.version().toString(), "serve");
        TUint8 images = TUint8.tensorOf(Shape.of(BATCH, 240, 240, 3), DataBuffers.of(pixels));
        Result result = bundle.function("encode").call(Map.of("images", images))) {
      TFloat32 all = (TFloat32) result.get("class_token").orElseThrow();
      for (int image = 0; image < BATCH; image++) {
        all.get(image).copyTo(DataBuffers.of(tokens[image]));
      }
    }
    return tokens;
  }

  private static float[] patches(ModelFolder model, byte[] pixels, int side) {
    try (SavedModelBundle bundle = SavedModelBundle.load(model.version().toString(), "serve");
        TUint8 images = TUint8.tensorOf(Shape.of(BATCH, side, side, 3), DataBuffers.of(pixels));
        Result result = bundle.function("encode").call(Map.of("images", images))) {
      TFloat32 all = (TFloat32) result.get("patches_block3").orElseThrow();
      float[] patches = new float[Math.toIntExact(all.size())];
      all.copyTo(DataBuffers.of(patches));
      return patches;
    }
  }

  private static float[] unit(float[] token) {
    double squares = 0;
    for (float value : token) {
      squares += (double) value * value;
    }
    for (int i = 0; i < token.length; i++) {
      token[i] /= (float) Math.sqrt(squares);
    }
    return token;
  }

  private static FloatBuffer normalisedGrey(int side) {
    double[] mean = {0.485, 0.456, 0.406};
    double[] deviation = {0.229, 0.224, 0.225};
    int pixels = side * side;
    FloatBuffer values =
        ByteBuffer.allocateDirect(BATCH * 3 * pixels * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < BATCH * 3 * pixels; i++) {
      int channel = i / pixels % 3;
      values.put(i, (float) ((124 / 255.0 - mean[channel]) / deviation[channel]));
    }
    return values;
  }

  private static FloatBuffer normalised(byte[] pixels) {
    FloatBuffer values =
        ByteBuffer.allocateDirect(pixels.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < pixels.length; i++) {
      int channel = i / PIXELS % 3;
      int pixel = i / (3 * PIXELS) * PIXELS + i % PIXELS;
      double level = (pixels[3 * pixel + channel] & 0xff) / 255.0;
      values.put(i, (float) ((level - MEAN[channel]) / DEVIATION[channel]));
    }
    return values;
  }

  private static float[] values(Checkpoint file, Dimensions tower, String name, long... sizes) {
    float[] stored = file.tensor(name).floats();
    if (name.endsWith("positional_embedding")) {
      float[] token = file.tensor("visual.class_embedding").floats();
      for (int i = 0; i < token.length; i++) {
        stored[i] += token[i];
      }
    }
    return laidOut(stored, tower, name, sizes);
  }

  private static float[] laidOut(float[] stored, Dimensions tower, String name, long... sizes) {
    if (name.contains("in_proj")) {
      for (int i = 0; i < stored.length / 3; i++) {
        stored[i] /= (float) Math.sqrt((double) tower.width() / tower.heads());
      }
    }
    boolean linear = name.matches(".*(attn|mlp).*weight");
    return linear ? transposed(stored, (int) sizes[0], (int) sizes[1]) : stored;
  }

  private static float[] transposed(float[] stored, int inputs, int outputs) {
    float[] values = new float[stored.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = stored[i % outputs * inputs + i / outputs];
    }
    return values;
  }
}
