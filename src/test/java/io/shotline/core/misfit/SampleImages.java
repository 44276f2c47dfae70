package io.shotline.core.misfit;

import io.shotline.core.image.FittedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.result.Difference;
import io.shotline.core.result.Judgement;
import io.shotline.core.result.ModelLabel;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.StageTimings;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.threshold.ThresholdSource;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewedPart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Judged images of 2048 x 1536 pixels, of which the model sees 272 x 208. */
record SampleImages(
    String modelVersion, List<String> shotIds, View view, Threshold threshold, ImageSize size) {
  static SampleImages of(ThresholdSource source, double threshold) {
    return new SampleImages(
        "2",
        List.of("a", "b"),
        View.DEFAULT,
        Threshold.of(threshold, source),
        new ImageSize(2048, 1536));
  }

  SampleImages withModel(String version) {
    return new SampleImages(version, shotIds, view, threshold, size);
  }

  SampleImages withShots(String... ids) {
    return new SampleImages(modelVersion, List.of(ids), view, threshold, size);
  }

  SampleImages withView(View other) {
    return new SampleImages(modelVersion, shotIds, other, threshold, size);
  }

  SampleImages withThreshold(ThresholdSource source, double value) {
    return new SampleImages(modelVersion, shotIds, view, Threshold.of(value, source), size);
  }

  SampleImages withSize(ImageSize other) {
    return new SampleImages(modelVersion, shotIds, view, threshold, other);
  }

  ScoredImage image(double score, Warning.Kind... warned) {
    ImageSize seen = new ImageSize(272, 208);
    ViewedPart part =
        new ViewedPart(
            view,
            size,
            new Region(0, 0, size.width(), size.height()),
            new FittedImage(size, seen, 0, 0, seen),
            Tiles.ONE,
            1);
    List<Warning> warnings = Stream.of(warned).map(kind -> new Warning(kind, "1 of 2")).toList();
    return new ScoredImage(
        new Subject("event", "camera", "plate", Instant.EPOCH, Map.of()),
        Instant.EPOCH,
        new ModelLabel("mini", modelVersion),
        Judgement.of(score, threshold),
        new Difference(shotIds, ShotBasis.UNKNOWN, null, null, part, warnings),
        new StageTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }

  /** Adds so many images of one score. */
  void add(JudgedImages images, int count, double score, Warning.Kind... warned) {
    for (int i = 0; i < count; i++) {
      images.add(image(score, warned));
    }
  }
}
