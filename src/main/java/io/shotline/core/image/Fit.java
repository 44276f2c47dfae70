package io.shotline.core.image;

import java.util.Locale;

/** How an image is brought to the pixels that a model takes. */
public enum Fit {
  /** Scales the shorter side to the model's and keeps the middle square. */
  CENTRE,

  /** Squeezes all of the image into the model's square. */
  SQUARE,

  /** Keeps all of the image and its aspect, with sides in whole patches. */
  WHOLE;

  /** Returns the word of model cards. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
