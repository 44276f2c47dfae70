package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.testing.Samples;
import io.shotline.work.FixedCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shot that is shown beside an image: of a model that compares features, and of another. */
class AlikeShotTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");
  private static final List<String> FILES =
      List.of("shot_0.png", "stain_rgb_640x480.jpg", "shot_3.png", "scratch_rgb_320x256.png");

  @ParameterizedTest
  @CsvSource({"2,1,SAME", "2,2,SAME", "2,2,ANY", "1,1,SAME"})
  void shouldFindTheShotThatIsTheImage(String version, int columns, Match match) throws Exception {
    View view = new View(View.DEFAULT.fit(), null, new Tiles(columns, 1), 10, match, null);
    FixedCatalog catalog = catalog(view, FILES);
    try (Scorer scorer = scorer(version)) {
      for (String file : FILES) {
        assertThat(scorer.mostAlikeShot(event(image(file)), catalog)).contains(file);
      }
    }
  }

  @Test
  void shouldTakeTheOnlyShotAndNoneWhereThereIsNone() throws Exception {
    EncodedImage image = image("scratch_rgb_320x256.png");
    try (Scorer scorer = scorer("2")) {
      assertThat(scorer.mostAlikeShot(event(image), catalog(View.DEFAULT, FILES.subList(0, 1))))
          .contains("shot_0.png");
    }
    try (Scorer scorer = scorer("2")) {
      assertThat(scorer.mostAlikeShot(event(image), catalog(View.DEFAULT, List.of()))).isEmpty();
      assertThat(scorer.mostAlikeShot(event(Samples.cutShort()), catalog(View.DEFAULT, FILES)))
          .isEmpty();
    }
  }

  private static Scorer scorer(String version) throws Exception {
    return new Scorer(
        SavedModelScorer.load(
            new ModelFolder(Path.of("model/mini", version)), DeviceSettings.DEFAULT),
        ImageLimits.DEFAULT,
        new BatchSettings(1, Duration.ZERO, 0, 8),
        100_000_000,
        ScoringMonitor.NONE,
        Clock.systemUTC());
  }

  private static FixedCatalog catalog(View view, List<String> files) throws Exception {
    List<Shot> shots = new ArrayList<>();
    for (String file : files) {
      shots.add(Samples.shot("plate", file, image(file)));
    }
    return new FixedCatalog(Product.withDefaults("plate").withView(view), shots);
  }

  private static ImageEvent event(EncodedImage image) {
    return Samples.event("plate", image);
  }

  private static EncodedImage image(String file) throws Exception {
    return new EncodedImage(Files.readAllBytes(REFERENCE.resolve(file)));
  }
}
