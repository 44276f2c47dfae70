package io.shotline.tensorflow.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelCopy;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.testing.LogLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** The version that a start takes, and the versions that it does not. */
@Timeout(600)
class ModelStartTest {
  @TempDir Path model;
  private final SeenSwaps seen = new SeenSwaps();
  private Scorer scorer;
  private ModelWatcher watcher;

  @AfterEach
  void close() {
    watcher.close();
    scorer.close();
  }

  private static Arguments bad(Consumer<ModelCopy> spoil, String reason) {
    return Arguments.of(spoil, reason);
  }

  @Test
  void shouldStayWithAVersionThatIsNamed() throws Exception {
    ModelCopy one = ModelCopy.in(model, "1");
    serve(ModelVersions.in(one.version()));
    ModelCopy.in(model, "2");

    pollTwice();

    assertThat(scorer.card().version()).isEqualTo("1");
    assertThat(ModelFolder.version(model, "2").card().version()).isEqualTo("2");
    assertThatThrownBy(() -> ModelFolder.version(model, "3"))
        .hasMessage("no version 3 (there are: 2, 1)");
    assertThatThrownBy(() -> ModelFolder.version(one.version(), "1"))
        .hasMessage("it is one version itself and has no version 1");
  }

  @Test
  void shouldStartWithTheHighestVersionThatCanBeUsed() throws Exception {
    ModelCopy.in(model, "1");
    ModelCopy second = ModelCopy.in(model, "2");
    second.writeGraph(0.5);
    Files.createDirectory(model.resolve("3"));
    try (LogLines lines = new LogLines()) {
      serve(ModelVersions.in(model));
      assertThat(lines.warnings())
          .singleElement()
          .asString()
          .contains("model folder " + second.version() + " cannot be used", "/1 is used");
    }
    pollTwice();
    assertThat(seen.events).as("known to be bad").isEmpty();

    ModelCopy.in(model, "2");
    pollTwice();
    assertThat(seen.events).containsExactly("swapped mini/2");
  }

  @Test
  void shouldSayWhyNoVersionCanBeUsed() {
    serve("1");
    Path other = model.resolve("other");
    ModelCopy.in(other, "1").writeGraph(0.3);

    assertThatThrownBy(() -> ModelVersions.in(other).load(DeviceSettings.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model folder " + other.resolve("1") + " cannot be used");
    assertThatThrownBy(() -> ModelVersions.in(model.resolve("none")).load(DeviceSettings.DEFAULT))
        .hasMessageContaining("no folder");
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
}
