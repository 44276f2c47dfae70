package io.shotline.core;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a model says of itself in {@code assets/model.json}.
 *
 * @param encoder name of the frozen image encoder
 * @param layers names of the layers whose patches are compared
 * @param grid patches per side of the residual map
 * @param maxShots the most shots that count for one product
 * @param defaultThreshold for products without one of their own
 * @param terms the terms that the score is made of, by the names of the score signature's outputs
 */
public record ModelCard(
    String name,
    String version,
    String encoder,
    List<String> layers,
    int grid,
    int maxShots,
    double defaultThreshold,
    List<String> terms,
    String licence,
    String provenance) {
  public ModelCard {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(encoder, "encoder");
    layers = List.copyOf(layers);
    terms = List.copyOf(terms);
    requireNonNull(licence, "licence");
    requireNonNull(provenance, "provenance");
  }

  /** Name and version, as in {@code mini/1}. */
  public String label() {
    return name + "/" + version;
  }
}
