package io.shotline.core.view;

import java.util.Locale;

/** Which tiles of the shots a tile of an image is compared with. */
public enum Match {
  /** Compares a tile with the same tile of the shots: parts that always lie alike. */
  SAME,

  /** Compares a tile with all tiles of the shots: textures, which have no place. */
  ANY;

  /** Returns the word of the option. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
