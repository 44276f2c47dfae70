package io.shotline.core.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a length into pieces of one size that overlap and together cover it: the columns or the rows
 * of tiles. The first begins where the length does, the last ends where it does.
 *
 * @param count of pieces, 1 or more
 * @param overlap share of a piece that it has in common with the next, 0 to 0.5
 */
public record TilePlaces(int count, double overlap) {
  /** What doubles lose in a few steps. */
  private static final double ROUNDING = 1e-6;

  public TilePlaces {
    if (count < 1 || !(overlap >= 0 && overlap <= 0.5)) {
      throw new IllegalArgumentException(count + " tiles with an overlap of " + overlap);
    }
  }

  /** Returns the length in lengths of a piece. */
  double pieces() {
    return count - (count - 1) * overlap;
  }

  /** Returns the pixels of a piece of a length in pixels. */
  public int piece(int length) {
    return Math.max(1, (int) Math.ceil(length / pieces() - ROUNDING));
  }

  /** Returns where each piece of a length in pixels begins. */
  public List<Integer> starts(int length) {
    int free = length - piece(length);
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      starts.add(count == 1 ? 0 : Math.toIntExact(Math.round((double) i * free / (count - 1))));
    }
    return starts;
  }

  /**
   * Returns the cells of the whole length where a piece has so many: none is smaller than those.
   */
  int cells(int ofPiece) {
    return (int) Math.floor(ofPiece * pieces() + ROUNDING);
  }
}
