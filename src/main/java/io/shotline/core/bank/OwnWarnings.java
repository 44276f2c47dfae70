package io.shotline.core.bank;

import io.shotline.core.image.ColourSummary;
import io.shotline.core.image.file.FileDoubt;
import io.shotline.core.result.Warning;
import io.shotline.core.view.TilePixels;
import java.util.ArrayList;
import java.util.List;

/** Finds reasons to doubt an image or a shot, whatever it is compared with. */
public final class OwnWarnings {
  private static final double MUCH = 0.5;

  private OwnWarnings() {}

  /** Returns the reasons to doubt an image; mostly none. */
  public static List<Warning> of(List<FileDoubt> doubts, TilePixels pixels) {
    List<Warning> warnings = new ArrayList<>();
    List<FileDoubt> all = new ArrayList<>(doubts);
    // One word on a damaged file is enough.
    pixels.doubts().stream()
        .filter(found -> doubts.stream().noneMatch(doubt -> doubt.kind() == found.kind()))
        .forEach(all::add);
    all.forEach(doubt -> warnings.add(of(doubt)));
    if (pixels.hiddenShare() > MUCH) {
      String words =
          (int) (100 * pixels.hiddenShare())
              + " % of the picture is transparent, which the model sees as black;"
              + " save it without alpha";
      warnings.add(new Warning(Warning.Kind.TRANSPARENT, words));
    }
    return warnings;
  }

  /** Returns the reasons to doubt a shot; mostly none. Nothing can be compared with one colour. */
  static List<Warning> ofShot(List<FileDoubt> doubts, TilePixels pixels, ColourSummary colours) {
    List<Warning> warnings = new ArrayList<>(of(doubts, pixels));
    if (pixels.hiddenShare() <= MUCH) {
      colours
          .oneColour()
          .ifPresent(detail -> warnings.add(new Warning(Warning.Kind.ONE_COLOUR, detail)));
    }
    return warnings;
  }

  private static Warning of(FileDoubt doubt) {
    return switch (doubt.kind()) {
      case MORE_IMAGES -> new Warning(Warning.Kind.MORE_IMAGES, doubt.detail());
      case DAMAGED -> new Warning(Warning.Kind.DAMAGED_FILE, doubt.detail());
    };
  }
}
