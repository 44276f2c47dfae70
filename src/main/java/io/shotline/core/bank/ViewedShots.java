package io.shotline.core.bank;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ColourSummary;
import io.shotline.core.view.ShotShape;
import io.shotline.core.view.ViewLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The shots of a product that count, as a model sees them through the product's view.
 *
 * @param shape of the shots, typically
 * @param shots the oldest first; empty if the product has none that can be used
 * @param listed how many shots the product had, with those that do not count
 */
public record ViewedShots(ViewLayout layout, ShotShape shape, List<TiledShot> shots, int listed) {
  /** Samples of fewer bits in a file of 16 look nearly black. */
  private static final int FULL_DEPTH = 16;

  public ViewedShots {
    requireNonNull(layout, "layout");
    requireNonNull(shape, "shape");
    shots = List.copyOf(shots);
  }

  /** Returns a digest of the files, the same in any order and under any ids. */
  String digest() {
    return Sha256.of(shots.stream().map(TiledShot::digest).sorted().toList());
  }

  /**
   * Returns the first of each of the shots whose files are the same, the oldest first: a copy tells
   * nothing of what other good parts look like.
   */
  List<TiledShot> differing() {
    Map<String, TiledShot> byDigest = new LinkedHashMap<>();
    shots.forEach(shot -> byDigest.putIfAbsent(shot.digest(), shot));
    return List.copyOf(byDigest.values());
  }

  /**
   * Returns the ids of the shots whose colours differ from those of most others. Of two that differ
   * both are named.
   */
  List<String> oddColours() {
    return shots.stream().filter(this::isOdd).map(TiledShot::shotId).toList();
  }

  /** Returns the reasons to doubt shots, whatever these are compared with. */
  public List<ShotWarning> warnings() {
    return shots.stream()
        .flatMap(shot -> shot.warnings().stream().map(each -> new ShotWarning(shot.shotId(), each)))
        .toList();
  }

  /** Returns whether most shots show one colour, as a product without a pattern may. */
  public boolean showOneColour() {
    return 2 * shots.stream().filter(shot -> shot.colours().oneColour().isPresent()).count()
        > shots.size();
  }

  private boolean isOdd(TiledShot shot) {
    long others =
        shots.stream()
            .filter(other -> shot.colours().shiftFrom(other.colours()).isPresent())
            .count();
    return 2 * others > shots.size() - 1;
  }

  /**
   * Returns how the colours of an image differ from those of most shots that agree; empty if they
   * do not.
   */
  public Optional<String> colourShift(ColourSummary colours) {
    List<TiledShot> agreeing = shots.stream().filter(shot -> !isOdd(shot)).toList();
    List<TiledShot> asked = agreeing.isEmpty() ? shots : agreeing;
    List<String> shifts = new ArrayList<>();
    asked.forEach(shot -> colours.shiftFrom(shot.colours()).ifPresent(shifts::add));
    return 2 * shifts.size() > asked.size() ? Optional.of(shifts.get(0)) : Optional.empty();
  }

  /**
   * Returns the depth that the values of an image and of all shots would fit in, in bits; empty if
   * one of them uses all 16 bits of its file, or nothing is unknown. Files of 8 bits and those that
   * state their depth tell nothing of the others.
   */
  public OptionalInt usedBits(OptionalInt ofImage) {
    OptionalInt most =
        Stream.concat(Stream.of(ofImage), shots.stream().map(TiledShot::usedBits))
            .flatMapToInt(OptionalInt::stream)
            .max();
    return most.orElse(FULL_DEPTH) < FULL_DEPTH ? most : OptionalInt.empty();
  }
}
