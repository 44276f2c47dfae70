package io.shotline.core.bank;

import io.shotline.core.image.file.FileDoubt;
import io.shotline.core.result.Warning;
import java.util.List;

/** Reasons to doubt an image or a shot, whatever it is compared with. */
public final class OwnWarnings {
  private OwnWarnings() {}

  /** Returns the reasons; mostly none. */
  public static List<Warning> of(List<FileDoubt> doubts) {
    return doubts.stream().map(OwnWarnings::of).toList();
  }

  private static Warning of(FileDoubt doubt) {
    return switch (doubt.kind()) {
      case MORE_IMAGES -> new Warning(Warning.Kind.MORE_IMAGES, doubt.detail());
      case DAMAGED -> new Warning(Warning.Kind.DAMAGED_FILE, doubt.detail());
    };
  }
}
