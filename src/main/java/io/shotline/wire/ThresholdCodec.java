package io.shotline.wire;

import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdDoubt;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.wire.v1.ScoredImage;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Thresholds within a ScoredImage, and sensitivities. */
final class ThresholdCodec {
  private ThresholdCodec() {}

  /** Writes what the score was held against, and how it relates to it. */
  static void write(Threshold threshold, double ratio, ScoredImage.Builder message) {
    Set<ThresholdDoubt> doubts = threshold.doubts();
    message
        .setThreshold(threshold.value())
        .setThresholdSource(source(threshold.source()))
        .setThresholdRevision(threshold.revision())
        .setRatio(ratio)
        .setTooFewShots(threshold.isUnsure())
        .setThresholdCarriedOver(doubts.contains(ThresholdDoubt.CARRIED_OVER))
        .setThresholdFarBelowShots(doubts.contains(ThresholdDoubt.FAR_BELOW_SHOTS))
        .setAnswersContradict(doubts.contains(ThresholdDoubt.ANSWERS_CONTRADICT));
  }

  static Threshold convert(ScoredImage message) {
    return new Threshold(
        message.getThreshold(),
        source(message.getThresholdSource()),
        message.getThresholdRevision(),
        doubts(message));
  }

  private static Set<ThresholdDoubt> doubts(ScoredImage message) {
    Set<ThresholdDoubt> doubts = EnumSet.noneOf(ThresholdDoubt.class);
    if (message.getTooFewShots()) {
      doubts.add(ThresholdDoubt.TOO_FEW_SHOTS);
    }
    if (message.getThresholdCarriedOver()) {
      doubts.add(ThresholdDoubt.CARRIED_OVER);
    }
    if (message.getThresholdFarBelowShots()) {
      doubts.add(ThresholdDoubt.FAR_BELOW_SHOTS);
    }
    if (message.getAnswersContradict()) {
      doubts.add(ThresholdDoubt.ANSWERS_CONTRADICT);
    }
    return doubts;
  }

  private static io.shotline.wire.v1.ThresholdSource source(@Nullable ThresholdSource source) {
    if (source == null) {
      return io.shotline.wire.v1.ThresholdSource.THRESHOLD_SOURCE_UNSPECIFIED;
    }
    return switch (source) {
      case SET -> io.shotline.wire.v1.ThresholdSource.THRESHOLD_SOURCE_SET;
      case FEEDBACK -> io.shotline.wire.v1.ThresholdSource.THRESHOLD_SOURCE_FEEDBACK;
      case OBSERVED -> io.shotline.wire.v1.ThresholdSource.THRESHOLD_SOURCE_OBSERVED;
      case SHOTS -> io.shotline.wire.v1.ThresholdSource.THRESHOLD_SOURCE_SHOTS;
      case MODEL -> io.shotline.wire.v1.ThresholdSource.THRESHOLD_SOURCE_MODEL;
    };
  }

  private static @Nullable ThresholdSource source(io.shotline.wire.v1.ThresholdSource source) {
    return switch (source) {
      case THRESHOLD_SOURCE_SET -> ThresholdSource.SET;
      case THRESHOLD_SOURCE_FEEDBACK -> ThresholdSource.FEEDBACK;
      case THRESHOLD_SOURCE_OBSERVED -> ThresholdSource.OBSERVED;
      case THRESHOLD_SOURCE_SHOTS -> ThresholdSource.SHOTS;
      case THRESHOLD_SOURCE_MODEL -> ThresholdSource.MODEL;
      case THRESHOLD_SOURCE_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  static io.shotline.wire.v1.Sensitivity message(@Nullable Sensitivity sensitivity) {
    if (sensitivity == null) {
      return io.shotline.wire.v1.Sensitivity.SENSITIVITY_UNSPECIFIED;
    }
    return switch (sensitivity) {
      case LOW -> io.shotline.wire.v1.Sensitivity.SENSITIVITY_LOW;
      case NORMAL -> io.shotline.wire.v1.Sensitivity.SENSITIVITY_NORMAL;
      case HIGH -> io.shotline.wire.v1.Sensitivity.SENSITIVITY_HIGH;
    };
  }

  /** Returns null where nobody set one. */
  static @Nullable Sensitivity convert(io.shotline.wire.v1.Sensitivity sensitivity) {
    return switch (sensitivity) {
      case SENSITIVITY_LOW -> Sensitivity.LOW;
      case SENSITIVITY_NORMAL -> Sensitivity.NORMAL;
      case SENSITIVITY_HIGH -> Sensitivity.HIGH;
      case SENSITIVITY_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }
}
