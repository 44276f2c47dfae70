package io.shotline.tensorflow.text;

import static java.util.Objects.requireNonNull;

import java.nio.IntBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the model's text encoder knows of a product's name: one direction for the normal product and
 * one for the anomalous (InCTRL's text prior). Independent of any image, so to be computed once per
 * product. As safe for threads as the encoder that it is given.
 */
public final class TextPrior {
  private static final int MAX_CHUNK = 32;

  private final ClipTokenizer tokenizer;
  private final Function<int[][], float[][]> encoder;

  /**
   * @param encoder from token ids [T, 77] to text features [T, E], with T at most 32
   */
  public TextPrior(ClipTokenizer tokenizer, Function<int[][], float[][]> encoder) {
    this.tokenizer = requireNonNull(tokenizer, "tokenizer");
    this.encoder = requireNonNull(encoder, "encoder");
  }

  /**
   * The unit vectors t_n and t_a of a display name, [2 * E], t_n first: the normalised means of the
   * normalised features of the normal and the anomaly prompts.
   *
   * @throws IllegalStateException if the encoder gives too few features, features of different
   *     lengths or one that has no direction: the model is broken
   */
  public float[] of(String displayName) {
    PromptEnsemble prompts = PromptEnsemble.of(displayName);
    List<IntBuffer> normal = tokens(prompts.normal());
    List<IntBuffer> anomaly = tokens(prompts.anomaly());
    Map<IntBuffer, double[]> features = encode(Stream.of(normal, anomaly));
    double[] normalMean = direction(normal, features);
    double[] anomalyMean = direction(anomaly, features);
    float[] both = new float[2 * normalMean.length];
    for (int i = 0; i < normalMean.length; i++) {
      both[i] = (float) normalMean[i];
      both[normalMean.length + i] = (float) anomalyMean[i];
    }
    return both;
  }

  /** The ids of each prompt, in buffers because these are equal where their contents are. */
  private List<IntBuffer> tokens(List<String> prompts) {
    return prompts.stream().map(prompt -> IntBuffer.wrap(tokenizer.encode(prompt))).toList();
  }

  /**
   * The unit feature of every different text. The graph cuts the context at the longest text of a
   * call, far below 77 for these prompts: texts of one length together save most of the work.
   */
  private Map<IntBuffer, double[]> encode(Stream<List<IntBuffer>> prompts) {
    List<IntBuffer> texts =
        prompts
            .flatMap(List::stream)
            .distinct()
            .sorted(Comparator.comparingInt(TextPrior::endPosition))
            .toList();
    Map<IntBuffer, double[]> features = new HashMap<>();
    for (int from = 0; from < texts.size(); from += MAX_CHUNK) {
      List<IntBuffer> chunk = texts.subList(from, Math.min(texts.size(), from + MAX_CHUNK));
      float[][] encoded = encoder.apply(chunk.stream().map(IntBuffer::array).toArray(int[][]::new));
      if (encoded.length != chunk.size()) {
        throw new IllegalStateException(
            "the model gave " + encoded.length + " features for " + chunk.size() + " texts");
      }
      for (int i = 0; i < encoded.length; i++) {
        features.put(chunk.get(i), unit(widen(encoded[i])));
      }
    }
    return features;
  }

  private static int endPosition(IntBuffer text) {
    int position = 0;
    while (text.get(position) != BytePairVocabulary.END) {
      position++;
    }
    return position;
  }

  /** The unit vector of the mean, which is the one of the sum. */
  private static double[] direction(List<IntBuffer> texts, Map<IntBuffer, double[]> features) {
    double[] sum = new double[requireNonNull(features.get(texts.get(0))).length];
    for (IntBuffer text : texts) {
      double[] feature = requireNonNull(features.get(text));
      if (feature.length != sum.length) {
        throw new IllegalStateException(
            "the model gave features of " + sum.length + " and " + feature.length + " values");
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += feature[i];
      }
    }
    return unit(sum);
  }

  private static double[] widen(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] unit(double[] vector) {
    double norm = Math.sqrt(DoubleStream.of(vector).map(value -> value * value).sum());
    if (!(norm > 0) || Double.isInfinite(norm)) {
      throw new IllegalStateException("the model gave a text feature of length " + norm);
    }
    return DoubleStream.of(vector).map(value -> value / norm).toArray();
  }
}
