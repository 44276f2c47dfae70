package io.shotline.tensorflow.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.Eventually;
import io.shotline.core.FakeCatalog;
import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelCopy;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.Reference;
import io.shotline.testing.LogLines;
import io.shotline.testing.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real model, copied to versions as an operator would. */
@Timeout(600)
class ModelWatcherTest {
  @TempDir Path model;
  private final SeenSwaps seen = new SeenSwaps();
  private final FakeCatalog catalog =
      new FakeCatalog()
          .withShots("plate", Reference.image("shot_0.png"), Reference.image("shot_1.png"));
  private Scorer scorer;
  private ModelWatcher watcher;

  @AfterEach
  void close() {
    watcher.close();
    scorer.close();
  }

  @Test
  void shouldSwapToAVersionThatAppearsAndScoreAsBefore() throws Exception {
    serve("1");
    ScoredImage before = score();
    ModelCopy.in(model, "2");

    watcher.poll();
    assertThat(score().modelVersion()).as("it may still be written").isEqualTo("1");
    watcher.poll();

    ScoredImage after = score();
    assertThat(after.modelVersion()).isEqualTo("2");
    assertThat(after.score()).isCloseTo(before.score(), within(1e-6));
    assertThat(after.shotIds()).isEqualTo(before.shotIds());
    watcher.poll();
    assertThat(seen.events).containsExactly("built plate", "built plate", "swapped mini/2");
  }

  @Test
  void shouldWaitForAFolderThatIsStillWritten() throws Exception {
    serve("1");
    Files.createDirectory(model.resolve("2"));
    pollTwice();
    ModelCopy copy = new ModelCopy(model.resolve("2"));
    for (double share : new double[] {0.2, 0.5, 0.9, 1}) {
      copy.writeGraph(share);
      watcher.poll();
    }
    copy.writeCard("2");
    watcher.poll();
    assertThat(seen.events).isEmpty();

    watcher.poll();

    assertThat(seen.events).containsExactly("swapped mini/2");
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void shouldServeOnWhenAFolderIsBadAndTryItAgainWhenItsFilesChange(
      Consumer<ModelCopy> spoil, String reason) throws Exception {
    serve("1");
    ModelCopy copy = ModelCopy.in(model, "2");
    spoil.accept(copy);
    List<String> log;
    try (LogLines lines = new LogLines()) {
      pollTwice();
      pollTwice();
      log = lines.warnings();
    }
    assertThat(seen.events).containsExactly("refused");
    assertThat(score().modelVersion()).isEqualTo("1");
    assertThat(log).hasSize(1);
    assertThat(log.get(0)).contains("model folder " + copy.version(), "mini/1 serves on", reason);

    ModelCopy.in(model, "2");
    pollTwice();

    assertThat(score().modelVersion()).isEqualTo("2");
  }

  static Stream<Arguments> shouldServeOnWhenAFolderIsBadAndTryItAgainWhenItsFilesChange() {
    return Stream.of(
        bad(copy -> copy.writeGraph(0.6), "saved_model.pb cannot be read"),
        bad(copy -> copy.delete("saved_model.pb"), "saved_model.pb"),
        bad(copy -> copy.delete("assets/model.json"), "model.json cannot be read"),
        bad(copy -> copy.write("assets/model.json", new byte[] {'{'}), "model.json cannot be read"),
        bad(
            copy -> copy.changeCard(card -> ModelCopy.with(card, "version", "\"1\"")),
            "version is \"1\", must be 2 as its folder"),
        bad(copy -> copy.writeGraphWithout("score"), "the model has no signature score"),
        bad(copy -> copy.writeGraphWithout("encode"), "the model has no signature encode"),
        bad(ModelCopy::writeGraphOfNoNumbers, "the model's score is NaN"));
  }

  private static Arguments bad(Consumer<ModelCopy> spoil, String reason) {
    return Arguments.of(spoil, reason);
  }

  @Test
  void shouldTakeTheHighestNumberThatCanBeUsed() throws Exception {
    serve("9");
    ModelCopy.in(model, "8");
    ModelCopy.in(model, "v20");
    ModelCopy.in(model, "30.part");
    pollTwice();
    assertThat(seen.events).isEmpty();

    ModelCopy.in(model, "10");
    ModelCopy.in(model, "1714567890123").writeGraph(0.1);
    pollTwice();
    watcher.poll();
    assertThat(seen.events).containsExactly("refused", "swapped mini/10");

    ModelCopy.in(model, "1714567890123");
    pollTwice();
    assertThat(scorer.card().version()).isEqualTo("1714567890123");
  }

  @Test
  void shouldNotGoBackWhenTheVersionThatServesIsTakenAway() throws Exception {
    serve("1");
    ModelCopy second = ModelCopy.in(model, "2");
    pollTwice();
    second.delete("assets/model.json");
    second.delete("saved_model.pb");

    pollTwice();

    assertThat(score().modelVersion()).isEqualTo("2");
    assertThat(ModelFolder.find(model).version()).isEqualTo(model.resolve("1"));
  }

  @Test
  void shouldServeOnWhileTheFolderCannotBeSeen() throws Exception {
    serve("1");
    Path away = model.resolveSibling(model.getFileName() + "-away");
    Files.move(model, away);
    try (LogLines lines = new LogLines()) {
      pollTwice();
      assertThat(lines.warnings()).singleElement().asString().contains("no folder " + model);
    }
    assertThat(score().modelVersion()).isEqualTo("1");

    Files.move(away, model);
    ModelCopy.in(model, "2");
    pollTwice();
    assertThat(score().modelVersion()).isEqualTo("2");
  }

  @Test
  void shouldFollowLinksAsInAMountedFolder() throws Exception {
    Path data = Files.createDirectory(model.resolve("..data"));
    serve("1");
    ModelCopy.in(data, "2");
    Files.createSymbolicLink(
        model.resolve("2"), FileSystems.getDefault().getPath("..data").resolve("2"));

    pollTwice();

    assertThat(score().modelVersion()).isEqualTo("2");
  }

  @Test
  void shouldLookByItselfUntilClosed() {
    serve("1");
    watcher.start();
    ModelCopy.in(model, "2");

    Eventually.until("the swap", () -> scorer.card().version().equals("2"));

    watcher.close();
    ModelCopy.in(model, "3");
    assertThat(scorer.card().version()).isEqualTo("2");
  }

  private void serve(String version) {
    ModelCopy.in(model, version);
    serve(ModelVersions.in(model));
  }

  private void serve(ModelVersions versions) {
    try {
      scorer =
          new Scorer(
              versions.load(DeviceSettings.DEFAULT),
              ImageLimits.DEFAULT,
              new BatchSettings(2, Duration.ZERO, 0, 8),
              64 << 20,
              seen,
              Clock.systemUTC());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    watcher =
        new ModelWatcher(versions, DeviceSettings.DEFAULT, scorer, seen, Duration.ofMillis(5));
  }

  private void pollTwice() throws InterruptedException {
    watcher.poll();
    watcher.poll();
  }

  private ScoredImage score() throws InterruptedException {
    Outcome outcome =
        scorer.score(Samples.event("plate", Reference.image("scratch_rgb_320x256.png")), catalog);
    return ((Outcome.Judged) outcome).image();
  }
}
