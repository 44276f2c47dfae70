package io.shotline.convert.download;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;

/**
 * A file of weights that somebody published, and how to know it.
 *
 * @param name as a user types it
 * @param source where it is published
 * @param bytes of the file; 0 if nobody says
 * @param sha256 of the file, 64 hexadecimal digits in lower case
 * @param licence of the weights
 * @param accuracy figures that were published for it; empty if there are none
 */
public record PublishedModel(
    String name,
    URI source,
    long bytes,
    String sha256,
    Licence licence,
    List<PublishedAccuracy> accuracy) {
  /** The terms of use: a short name (SPDX), and where the text stands. */
  public record Licence(String name, URI text) {
    public Licence {
      requireNonNull(name, "name");
      requireNonNull(text, "text");
    }
  }

  /**
   * The AUROC of one data set.
   *
   * @param byShots AUROC with 1, 2 and 4 shots
   * @param source who published it
   */
  public record PublishedAccuracy(String data, List<Double> byShots, String source) {
    /** How many shots the figures belong to. */
    public static final List<Integer> SHOTS = List.of(1, 2, 4);

    public PublishedAccuracy {
      requireNonNull(data, "data");
      byShots = List.copyOf(byShots);
      requireNonNull(source, "source");
    }
  }

  public PublishedModel {
    requireNonNull(name, "name");
    requireNonNull(source, "source");
    requireNonNull(licence, "licence");
    accuracy = List.copyOf(accuracy);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(name + ": sha256 has 64 digits, got " + sha256);
    }
  }

  /** Returns the name of the file as it was published. */
  public String file() {
    String path = source.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns how a person tells the file from others: bytes, where they are known, and sum. */
  public String marks() {
    return (bytes == 0 ? "" : bytes + " bytes, ") + "SHA-256 " + sha256;
  }
}
