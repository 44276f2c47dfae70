package io.shotline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.line.CameraPicture;
import io.shotline.core.line.CameraState;
import io.shotline.core.line.LineUnavailableException;
import io.shotline.core.line.RecordPlace;
import io.shotline.core.result.ScoredImage;
import io.shotline.picture.SmallPicture;
import io.shotline.testing.SampleScores;
import io.shotline.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestPicturesTest {
  private long nanos;
  private final List<CameraState> read = new ArrayList<>();
  private final AtomicReference<EncodedImage> image = new AtomicReference<>(Samples.grey(99));
  private final LatestPictures pictures =
      new LatestPictures(
          camera -> {
            read.add(camera);
            return Optional.ofNullable(image.get());
          },
          new SmallPicture(ImageLimits.DEFAULT),
          () -> nanos);

  @Test
  void shouldDrawACameraOnceASecondAtMost() {
    CameraPicture first = pictures.latest(state("cam-1", 0));
    assertThat(first).isInstanceOf(CameraPicture.Drawn.class);

    nanos += Duration.ofMillis(999).toNanos();
    assertThat(pictures.latest(state("cam-1", 1))).isSameAs(first);
    assertThat(pictures.latest(state("cam-2", 2))).isNotSameAs(first);
    nanos += Duration.ofMillis(1).toNanos();
    assertThat(pictures.latest(state("cam-1", 3))).isNotSameAs(first);

    assertThat(read).containsExactly(state("cam-1", 0), state("cam-2", 2), state("cam-1", 3));
  }

  @Test
  void shouldReadTheSameImageOnce() {
    CameraPicture first = pictures.latest(state("cam-1", 0));
    nanos += Duration.ofHours(1).toNanos();

    assertThat(pictures.latest(state("cam-1", 0))).isSameAs(first);
    assertThat(read).hasSize(1);
  }

  @Test
  void shouldReadOnceForAllWhoAskAtOnce() {
    List<CompletableFuture<CameraPicture>> asked =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> pictures.latest(state("cam-1", i))))
            .toList();

    assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(read).hasSize(1);
  }

  @Test
  void shouldTellWhatIsGoneAndWhatCannotBeDrawn() {
    image.set(null);
    assertThat(pictures.latest(state("cam-1", 0))).isInstanceOf(CameraPicture.Gone.class);

    image.set(Samples.cutShort());
    assertThat(pictures.latest(state("cam-2", 0)))
        .isInstanceOfSatisfying(
            CameraPicture.Undrawable.class,
            undrawable -> assertThat(undrawable.why()).contains("cannot be drawn"));
  }

  @Test
  void shouldKeepNothingOfAFailure() {
    LatestPictures failing =
        new LatestPictures(
            camera -> {
              throw new LineUnavailableException("no broker answered", null);
            },
            new SmallPicture(ImageLimits.DEFAULT));

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> failing.latest(state("cam-1", 0)))
          .isInstanceOf(LineUnavailableException.class);
    }
  }

  private static CameraState state(String camera, long offset) {
    ScoredImage image = SampleScores.image("bolt", camera, 0.1);
    return CameraState.of(image, SampleScores.NOW, new RecordPlace(0, offset));
  }
}
