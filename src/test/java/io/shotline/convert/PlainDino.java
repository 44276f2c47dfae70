package io.shotline.convert;

import io.shotline.convert.checkpoint.Checkpoint;
import io.shotline.core.image.DecodedImage;
import java.util.function.IntToDoubleFunction;

/**
 * DINOv2 in loops and double precision, from a checkpoint with the published names and heads of 64
 * values: what a converted model is held against. Slow.
 */
public final class PlainDino {
  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] DEVIATION = {0.229, 0.224, 0.225};
  private static final int PATCH = 14;
  private static final int POSITIONS = 37;
  private static final int HEAD = 64;

  private final Checkpoint file;
  private final int width;
  private final int leading;

  public PlainDino(Checkpoint file) {
    this.file = file;
    this.width = (int) file.tensor("cls_token").shape()[2];
    this.leading =
        1
            + (file.tensors().containsKey("register_tokens")
                ? (int) file.tensor("register_tokens").shape()[1]
                : 0);
  }

  /** Returns the normed tokens of the patches behind a block, counted from 1. */
  public double[][] patches(DecodedImage image, int blocks) {
    double[][] x = embedded(image);
    for (int block = 0; block < blocks; block++) {
      String name = "blocks." + block + ".";
      add(x, attention(normed(x, name + "norm1"), name + "attn."), name + "ls1.gamma");
      double[][] hidden = linear(normed(x, name + "norm2"), name + "mlp.fc1");
      for (double[] row : hidden) {
        for (int i = 0; i < row.length; i++) {
          row[i] *= 0.5 * (1 + erf(row[i] / Math.sqrt(2)));
        }
      }
      add(x, linear(hidden, name + "mlp.fc2"), name + "ls2.gamma");
    }
    double[][] tokens = normed(x, "norm");
    double[][] patches = new double[tokens.length - leading][];
    System.arraycopy(tokens, leading, patches, 0, patches.length);
    return patches;
  }

  private double[][] embedded(DecodedImage image) {
    int grid = image.size().width() / PATCH;
    float[] kernel = file.tensor("patch_embed.proj.weight").floats();
    float[] bias = file.tensor("patch_embed.proj.bias").floats();
    float[] positions = file.tensor("pos_embed").floats();
    float[] token = file.tensor("cls_token").floats();
    double[][] x = new double[leading + grid * grid][width];
    for (int i = 0; i < width; i++) {
      x[0][i] = token[i] + positions[i];
      for (int register = 1; register < leading; register++) {
        x[register][i] = file.tensor("register_tokens").floats()[(register - 1) * width + i];
      }
    }
    double[][] weights = weights(grid);
    for (int patch = 0; patch < grid * grid; patch++) {
      double[] row = x[leading + patch];
      double[] pixels = pixels(image, patch / grid * PATCH, patch % grid * PATCH);
      for (int i = 0; i < width; i++) {
        double sum = bias[i];
        for (int at = 0; at < pixels.length; at++) {
          sum += kernel[i * pixels.length + at] * pixels[at];
        }
        row[i] = sum + position(positions, weights[patch / grid], weights[patch % grid], i);
      }
    }
    return x;
  }

  /** Of a patch: all of a channel, row by row, then the next. */
  private static double[] pixels(DecodedImage image, int top, int left) {
    double[] pixels = new double[3 * PATCH * PATCH];
    for (int at = 0; at < pixels.length; at++) {
      int channel = at / (PATCH * PATCH);
      int row = top + at / PATCH % PATCH;
      int column = left + at % PATCH;
      int level = image.pixels()[3 * (row * image.size().width() + column) + channel] & 0xff;
      pixels[at] = (level / 255.0 - MEAN[channel]) / DEVIATION[channel];
    }
    return pixels;
  }

  private double position(float[] stored, double[] rows, double[] columns, int i) {
    double sum = 0;
    for (int row = 0; row < POSITIONS; row++) {
      for (int column = 0; rows[row] != 0 && column < POSITIONS; column++) {
        sum += rows[row] * columns[column] * stored[(1 + row * POSITIONS + column) * width + i];
      }
    }
    return sum;
  }

  /** What each stored position counts for each wanted one. */
  private double[][] weights(int grid) {
    double[][] weights = new double[grid][POSITIONS];
    for (int i = 0; i < grid; i++) {
      int wanted = i;
      if (grid == POSITIONS) {
        weights[i][i] = 1;
      } else if (leading == 1) {
        double source = (i + 0.5) * POSITIONS / (grid + 0.1) - 0.5;
        for (int tap = (int) Math.floor(source) - 1; tap <= Math.floor(source) + 2; tap++) {
          weights[i][Math.min(Math.max(tap, 0), POSITIONS - 1)] += keys(source - tap, -0.75);
        }
      } else {
        double scale = (double) POSITIONS / grid;
        double stretch = Math.max(1, scale);
        IntToDoubleFunction kernel =
            tap -> keys((tap + 0.5 - (wanted + 0.5) * scale) / stretch, -0.5);
        double sum = 0;
        for (int tap = 0; tap < POSITIONS; tap++) {
          sum += kernel.applyAsDouble(tap);
        }
        for (int tap = 0; tap < POSITIONS; tap++) {
          weights[i][tap] = kernel.applyAsDouble(tap) / sum;
        }
      }
    }
    return weights;
  }

  private static double keys(double signed, double a) {
    double x = Math.abs(signed);
    if (x <= 1) {
      return (a + 2) * x * x * x - (a + 3) * x * x + 1;
    }
    return x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a : 0;
  }

  private double[][] attention(double[][] x, String name) {
    double[][] all = linear(x, name + "qkv");
    double[][] attended = new double[x.length][width];
    double[] logits = new double[x.length];
    for (int head = 0; head < width; head += HEAD) {
      for (int query = 0; query < x.length; query++) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int key = 0; key < x.length; key++) {
          double dot = 0;
          for (int i = 0; i < HEAD; i++) {
            dot += all[query][head + i] * all[key][width + head + i];
          }
          logits[key] = dot / Math.sqrt(HEAD);
          greatest = Math.max(greatest, logits[key]);
        }
        double sum = 0;
        for (int key = 0; key < x.length; key++) {
          logits[key] = Math.exp(logits[key] - greatest);
          sum += logits[key];
        }
        for (int key = 0; key < x.length; key++) {
          for (int i = 0; i < HEAD; i++) {
            attended[query][head + i] += logits[key] / sum * all[key][2 * width + head + i];
          }
        }
      }
    }
    return linear(attended, name + "proj");
  }

  private double[][] linear(double[][] x, String name) {
    float[] weight = file.tensor(name + ".weight").floats();
    float[] bias = file.tensor(name + ".bias").floats();
    double[][] result = new double[x.length][bias.length];
    for (int row = 0; row < x.length; row++) {
      for (int out = 0; out < bias.length; out++) {
        double sum = bias[out];
        for (int in = 0; in < x[row].length; in++) {
          sum += weight[out * x[row].length + in] * x[row][in];
        }
        result[row][out] = sum;
      }
    }
    return result;
  }

  private void add(double[][] x, double[][] more, String scale) {
    float[] gamma = file.tensor(scale).floats();
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < width; i++) {
        x[row][i] += gamma[i] * more[row][i];
      }
    }
  }

  private double[][] normed(double[][] x, String name) {
    float[] scale = file.tensor(name + ".weight").floats();
    float[] shift = file.tensor(name + ".bias").floats();
    double[][] result = new double[x.length][width];
    for (int row = 0; row < x.length; row++) {
      double mean = 0;
      double squares = 0;
      for (double value : x[row]) {
        mean += value / width;
      }
      for (double value : x[row]) {
        squares += (value - mean) * (value - mean) / width;
      }
      for (int i = 0; i < width; i++) {
        result[row][i] = (x[row][i] - mean) / Math.sqrt(squares + 1e-6) * scale[i] + shift[i];
      }
    }
    return result;
  }

  /** Its series; beyond 3.8 it is 1 to 1e-7, and the series would lose more than that. */
  private static double erf(double x) {
    if (Math.abs(x) > 3.8) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }
}
