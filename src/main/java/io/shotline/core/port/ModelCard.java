package io.shotline.core.port;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ModelInput;
import io.shotline.core.result.ModelLabel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of itself in {@code assets/model.json}.
 *
 * @param encoder name of the frozen image encoder
 * @param layers names of the layers whose patches are compared
 * @param input the images that the model takes, and the grid of their residual maps
 * @param maxShots the most shots that count for one product, at least 1
 * @param defaultThreshold for products without one of their own, 0 to 1
 * @param threadsPerRun how many processor threads one run of the model makes good use of; where
 *     there are more, several runs go on at once. 0, also for a model that does not say: all.
 * @param terms the terms that the score is made of, by the names of the score signature's outputs
 * @param topShare the score is the mean of this share of the patches, those of the greatest
 *     residuals; null where it is made of the terms alone
 * @param turns when banks hold turned copies of shots; null: never
 * @param accuracy measured figures by name, in their order; for people
 */
public record ModelCard(
    String name,
    String version,
    String encoder,
    List<String> layers,
    ModelInput input,
    int maxShots,
    double defaultThreshold,
    int threadsPerRun,
    List<String> terms,
    String licence,
    String provenance,
    @Nullable TopShare topShare,
    @Nullable TurnRule turns,
    Map<String, Double> accuracy) {
  public ModelCard {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(encoder, "encoder");
    requireNonNull(input, "input");
    if (maxShots < 1) {
      throw new IllegalArgumentException("max_shots must be at least 1, not " + maxShots);
    }
    if (!(defaultThreshold >= 0 && defaultThreshold <= 1)) {
      throw new IllegalArgumentException(
          "default_threshold must be 0 to 1, not " + defaultThreshold);
    }
    if (threadsPerRun < 0) {
      throw new IllegalArgumentException(threadsPerRun + " threads per run");
    }
    layers = List.copyOf(layers);
    terms = List.copyOf(terms);
    requireNonNull(licence, "licence");
    requireNonNull(provenance, "provenance");
    accuracy = Collections.unmodifiableMap(new LinkedHashMap<>(accuracy));
  }

  /** A card of a model whose score is made of its terms alone and that turns no shots. */
  public ModelCard(
      String name,
      String version,
      String encoder,
      List<String> layers,
      ModelInput input,
      int maxShots,
      double defaultThreshold,
      int threadsPerRun,
      List<String> terms,
      String licence,
      String provenance) {
    this(
        name,
        version,
        encoder,
        layers,
        input,
        maxShots,
        defaultThreshold,
        threadsPerRun,
        terms,
        licence,
        provenance,
        null,
        null,
        Map.of());
  }

  /**
   * Returns whether the model can {@linkplain ScoringModel#compare compare} shots: their residuals
   * are all that a score is made of.
   */
  public boolean comparesShots() {
    return topShare != null;
  }

  /** Returns the name of this version of the model. */
  public ModelLabel id() {
    return new ModelLabel(name, version);
  }

  /** Name and version, as in {@code mini/1}. */
  public String label() {
    return id().toString();
  }
}
