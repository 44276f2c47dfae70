package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.tensorflow.repository.ModelVersions;
import io.shotline.tensorflow.repository.ModelWatcher;
import io.shotline.tensorflow.repository.SeenSwaps;
import io.shotline.testing.LogLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cards with one wrong setting, at the start and beside a version that serves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadModelCardTest {
  private Path model;
  private int version = 1;
  private final SeenSwaps seen = new SeenSwaps();
  private Scorer scorer;
  private ModelWatcher watcher;

  @BeforeAll
  void serve(@TempDir Path folder) throws IOException {
    model = folder;
    ModelCopy.in(model, "1");
    ModelVersions versions = ModelVersions.in(model);
    scorer =
        new Scorer(
            versions.load(DeviceSettings.DEFAULT),
            ImageLimits.DEFAULT,
            new BatchSettings(1, Duration.ZERO, 0, 2),
            1 << 20,
            seen,
            Clock.systemUTC());
    watcher =
        new ModelWatcher(versions, DeviceSettings.DEFAULT, scorer, seen, Duration.ofMinutes(1));
  }

  @AfterAll
  void close() {
    watcher.close();
    scorer.close();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("io.shotline.tensorflow.BadCards#badCards")
  void shouldNotStartWithABadCard(UnaryOperator<String> spoil, String fault, @TempDir Path other) {
    ModelCopy copy = ModelCopy.in(other, "2");
    copy.changeCard(spoil);

    assertThatThrownBy(() -> ModelVersions.in(other).load(DeviceSettings.DEFAULT).close())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(copy.version().resolve("assets/model.json").toString(), fault)
        .message()
        .doesNotContain("\n", "\u001b");
    assertThatThrownBy(() -> ModelVersions.in(copy.version()).load(DeviceSettings.DEFAULT).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(fault);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("io.shotline.tensorflow.BadCards#badCards")
  void shouldServeOnBesideABadCard(UnaryOperator<String> spoil, String fault) throws Exception {
    version++;
    ModelCopy copy = ModelCopy.in(model, Integer.toString(version));
    // The rows are made for a version 2.
    copy.changeCard(card -> spoil.apply(card).replace("\"2\"", "\"" + version + "\""));
    int before = seen.events.size();
    List<String> log;
    try (LogLines lines = new LogLines()) {
      watcher.poll();
      watcher.poll();
      log = lines.warnings();
    }

    assertThat(seen.events.subList(before, seen.events.size())).containsExactly("refused");
    assertThat(scorer.card().version()).isEqualTo("1");
    assertThat(log)
        .singleElement()
        .asString()
        .contains(copy.version().resolve("assets/model.json").toString(), fault);
  }

  @Test
  void shouldSayAllFaultsOfACardAtOnce(@TempDir Path other) {
    ModelCopy copy = ModelCopy.in(other, "2");
    copy.changeCard(card -> ModelCopy.with(card, "max_shots", "0"));
    copy.changeCard(card -> ModelCopy.with(card, "default_threshold", "7.0"));

    assertThatThrownBy(() -> new ModelFolder(copy.version()).card())
        .hasMessage(
            "%s: max_shots is 0, %s; default_threshold is 7.0, %s",
            copy.version().resolve("assets/model.json"), BadCards.SHOTS, BadCards.SHARE);
  }

  @Test
  void shouldTakeWhatACardMaySay(@TempDir Path other) {
    for (String threshold : List.of("0", "1", "0.0", "1.0", "5e-2")) {
      ModelCopy copy = ModelCopy.in(other, "2");
      copy.changeCard(card -> ModelCopy.with(card, "default_threshold", threshold));
      copy.changeCard(card -> ModelCopy.with(card, "threads_per_run", null));
      assertThatCode(
              () ->
                  SavedModelScorer.load(new ModelFolder(copy.version()), DeviceSettings.DEFAULT)
                      .close())
          .as(threshold)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void shouldHoldTheVersionAgainstAFolderThatIsANumberOnly(@TempDir Path other) {
    assertThatCode(() -> card(ModelCopy.in(other, "mine"), "2")).doesNotThrowAnyException();
    assertThatCode(() -> card(ModelCopy.in(other, "02"), "2")).doesNotThrowAnyException();
    assertThatThrownBy(() -> card(ModelCopy.in(other, "3"), "2"))
        .hasMessageContaining("version is \"2\", must be 3 as its folder");
  }

  private static void card(ModelCopy copy, String version) throws IOException {
    copy.changeCard(card -> ModelCopy.with(card, "version", "\"" + version + "\""));
    new ModelFolder(copy.version()).card();
  }
}
