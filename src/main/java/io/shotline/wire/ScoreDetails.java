package io.shotline.wire;

import io.shotline.core.image.ResidualMap;
import io.shotline.core.result.ScoreComponents;
import io.shotline.core.result.Skip;
import io.shotline.core.result.StageTimings;
import io.shotline.core.view.ViewedPart;
import io.shotline.wire.v1.SkipReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conversions of the messages within a ScoredImage. */
final class ScoreDetails {
  private ScoreDetails() {}

  static io.shotline.wire.v1.StageTimings timings(StageTimings timings) {
    return io.shotline.wire.v1.StageTimings.newBuilder()
        .setDecode(Fields.duration(timings.decode()))
        .setBank(Fields.duration(timings.bank()))
        .setQueue(Fields.duration(timings.queue()))
        .setModel(Fields.duration(timings.model()))
        .build();
  }

  static SkipReason reason(Skip.Reason reason) {
    return switch (reason) {
      case PRODUCT_DISABLED -> SkipReason.SKIP_REASON_PRODUCT_DISABLED;
      case TOO_OLD -> SkipReason.SKIP_REASON_TOO_OLD;
      case DUPLICATE -> SkipReason.SKIP_REASON_DUPLICATE;
    };
  }

  static Skip.Reason reason(SkipReason reason) {
    return switch (reason) {
      case SKIP_REASON_TOO_OLD -> Skip.Reason.TOO_OLD;
      case SKIP_REASON_DUPLICATE -> Skip.Reason.DUPLICATE;
      // The only reason there was before the field.
      case SKIP_REASON_PRODUCT_DISABLED, SKIP_REASON_UNSPECIFIED, UNRECOGNIZED ->
          Skip.Reason.PRODUCT_DISABLED;
    };
  }

  static StageTimings timings(io.shotline.wire.v1.StageTimings timings)
      throws MalformedMessageException {
    return new StageTimings(
        Fields.duration(timings.getDecode(), "decode"),
        Fields.duration(timings.getBank(), "bank"),
        Fields.duration(timings.getQueue(), "queue"),
        Fields.duration(timings.getModel(), "model"));
  }

  static io.shotline.wire.v1.ScoreComponents components(ScoreComponents components) {
    io.shotline.wire.v1.ScoreComponents.Builder message =
        io.shotline.wire.v1.ScoreComponents.newBuilder()
            .setMaxPatchResidual(components.maxPatchResidual());
    Double holistic = components.holistic();
    if (holistic != null) {
      message.setHolistic(holistic);
    }
    Double imageResidual = components.imageResidual();
    if (imageResidual != null) {
      message.setImageResidual(imageResidual);
    }
    Double textScore = components.textScore();
    if (textScore != null) {
      message.setTextScore(textScore);
    }
    return message.build();
  }

  static ScoreComponents components(io.shotline.wire.v1.ScoreComponents message) {
    return new ScoreComponents(
        message.getMaxPatchResidual(),
        message.hasHolistic() ? Double.valueOf(message.getHolistic()) : null,
        message.hasImageResidual() ? Double.valueOf(message.getImageResidual()) : null,
        message.hasTextScore() ? Double.valueOf(message.getTextScore()) : null);
  }

  static io.shotline.wire.v1.ResidualMap map(ResidualMap map, @Nullable ViewedPart viewed) {
    float[] values = map.values();
    List<Float> boxed = new ArrayList<>(values.length);
    for (float value : values) {
      boxed.add(value);
    }
    io.shotline.wire.v1.ResidualMap.Builder message =
        io.shotline.wire.v1.ResidualMap.newBuilder()
            .setRows(map.rows())
            .setColumns(map.columns())
            .addAllValues(boxed);
    if (viewed != null) {
      message
          .setFit(ViewedPartCodec.mapFit(viewed))
          .setSeenWidth(viewed.fitted().seen().width())
          .setSeenHeight(viewed.fitted().seen().height());
    }
    return message.build();
  }

  static ResidualMap map(io.shotline.wire.v1.ResidualMap message) throws MalformedMessageException {
    int rows = message.getRows();
    int columns = message.getColumns();
    int count = message.getValuesCount();
    if (rows < 1 || columns < 1 || (long) rows * columns != count) {
      throw new MalformedMessageException(
          "residual_map is %s x %s with %s values"
              .formatted(Integer.toUnsignedString(rows), Integer.toUnsignedString(columns), count));
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = message.getValues(i);
    }
    return new ResidualMap(rows, columns, values);
  }
}
