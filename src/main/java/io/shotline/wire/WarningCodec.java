package io.shotline.wire;

import io.shotline.core.result.Warning;
import io.shotline.wire.v1.WarningKind;
import java.util.ArrayList;
import java.util.List;

/** Conversions of the warnings of a result. */
final class WarningCodec {
  private WarningCodec() {}

  static io.shotline.wire.v1.Warning message(Warning warning) {
    return io.shotline.wire.v1.Warning.newBuilder()
        .setKind(kind(warning.kind()))
        .setDetail(warning.detail())
        .build();
  }

  /** Leaves out kinds that a newer version knows. */
  static List<Warning> convert(List<io.shotline.wire.v1.Warning> messages) {
    List<Warning> warnings = new ArrayList<>();
    for (io.shotline.wire.v1.Warning message : messages) {
      for (Warning.Kind kind : Warning.Kind.values()) {
        if (kind(kind) == message.getKind()) {
          warnings.add(new Warning(kind, message.getDetail()));
        }
      }
    }
    return warnings;
  }

  private static WarningKind kind(Warning.Kind kind) {
    return switch (kind) {
      case OTHER_ASPECT -> WarningKind.WARNING_KIND_OTHER_ASPECT;
      case OTHER_SIZE -> WarningKind.WARNING_KIND_OTHER_SIZE;
      case COLOUR_SHIFT -> WarningKind.WARNING_KIND_COLOUR_SHIFT;
      case FROZEN_CAMERA -> WarningKind.WARNING_KIND_FROZEN_CAMERA;
      case REUSED_EVENT_ID -> WarningKind.WARNING_KIND_REUSED_EVENT_ID;
      case MORE_IMAGES -> WarningKind.WARNING_KIND_MORE_IMAGES;
      case DAMAGED_FILE -> WarningKind.WARNING_KIND_DAMAGED_FILE;
      case TRANSPARENT -> WarningKind.WARNING_KIND_TRANSPARENT;
      case ONE_COLOUR -> WarningKind.WARNING_KIND_ONE_COLOUR;
    };
  }
}
