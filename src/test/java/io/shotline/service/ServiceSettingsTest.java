package io.shotline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.file.ImageLimits;
import io.shotline.folder.FolderUse;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each record refuses what no service can run with, and says name, rule and value. */
class ServiceSettingsTest {
  private static final ModelSettings MINI = ModelSettings.of(Path.of("model/mini"));

  @Test
  void shouldSayNameRuleAndValueOfWhatIsOutOfBounds() {
    assertThatThrownBy(() -> scoring(0, Duration.ZERO, 0))
        .hasMessage("max batch must be 1 to 1024, got 0");
    assertThatThrownBy(() -> scoring(4, Duration.ofMillis(-5), 0))
        .hasMessage("linger must be 0 ms to 10000 ms, got -5 ms");
    assertThatThrownBy(() -> scoring(4, Duration.ZERO, -1))
        .hasMessage("model runs must be 0 to 1024, got -1");
    assertThatThrownBy(() -> new HttpSettings("127.0.0.1", 70_000))
        .hasMessage("metrics port must be 0 to 65535, got 70000");
    assertThatThrownBy(() -> new HttpSettings(" ", 0))
        .hasMessage("metrics host must not be blank, got ' '");
    assertThatThrownBy(() -> service(Duration.ofDays(2), Duration.ofSeconds(1)))
        .hasMessage("model poll must be 0 ms to 86400000 ms, got 172800000 ms");
    assertThatThrownBy(() -> service(Duration.ZERO, Duration.ZERO))
        .hasMessage("camera silent must be at least 1000 ms, got 0 ms");
  }

  @Test
  void shouldNameTheModelThatIsMissingAndTheVersionsThereAre(@TempDir Path empty) {
    assertThatThrownBy(() -> ModelSettings.of(empty).find())
        .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessageStartingWith("--model " + empty + ": no model in ");
    assertThatThrownBy(() -> new ModelSettings(MINI.folder(), "7", MINI.devices()).load())
        .hasMessage("--model model/mini: no version 7 (there are: 2, 1)");
  }

  @Test
  void shouldNameTheModelsBesideAMisspeltOne(@TempDir Path models) throws Exception {
    Files.createDirectories(models.resolve("plates/1"));
    Files.createDirectories(models.resolve("bottles/2"));
    Files.createDirectories(models.resolve("notes/of-shifts"));
    Path misspelt = models.resolve("palte");

    assertThatThrownBy(() -> ModelSettings.of(misspelt).find())
        .hasMessage(
            "--model %s: no folder %s; models beside it: bottles, plates"
                .formatted(misspelt, misspelt));
  }

  @Test
  void shouldKeepAllElseWhereOneSettingIsChanged() {
    ServiceSettings settings = service(Duration.ofSeconds(3), Duration.ofSeconds(9));

    ServiceSettings moved = settings.withHttp(new HttpSettings("0.0.0.0", 1));

    assertThat(moved).usingRecursiveComparison().ignoringFields("http").isEqualTo(settings);
    assertThat(moved.http().port()).isEqualTo(1);
  }

  private static ScoringSettings scoring(int maxBatch, Duration linger, int runs) {
    return new ScoringSettings(maxBatch, linger, runs, 1 << 20, ImageLimits.DEFAULT);
  }

  private static ServiceSettings service(Duration poll, Duration silent) {
    StreamsSettings stream =
        StreamsSettings.of(ClusterSettings.of("nowhere:1"), new Topics(""), Path.of("state"));
    return new ServiceSettings(
        MINI,
        ScoringSettings.DEFAULT,
        stream,
        FolderUse.ALONE,
        HttpSettings.DEFAULT,
        null,
        poll,
        silent);
  }
}
