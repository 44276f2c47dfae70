package io.shotline.kafka.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PolledImagesTest {
  private final PolledImages<String> images = new PolledImages<>(2);
  private final List<String> begun = new ArrayList<>();
  private final List<CompletableFuture<String>> futures = new ArrayList<>();

  @Test
  void shouldBeginTheFirstImagesOnly() {
    poll(10, 11, 12);

    assertThat(begun).containsExactly("10", "11");
  }

  @Test
  void shouldBeginTheNextWhenOneIsTaken() {
    poll(10, 11, 12, 13);

    assertThat(images.take(10)).get().isSameAs(futures.get(0));
    assertThat(begun).containsExactly("10", "11", "12");
    assertThat(images.take(11)).get().isSameAs(futures.get(1));
    assertThat(begun).containsExactly("10", "11", "12", "13");
  }

  @Test
  void shouldHaveNothingOfImagesThatWereNotPolled() {
    poll(10, 14);

    assertThat(images.take(9)).isEmpty();
    assertThat(images.take(12)).isEmpty();
    assertThat(images.take(14)).isPresent();
    assertThat(images.take(14)).isEmpty();
  }

  @Test
  void shouldBeginTheNextWhenAnOffsetIsLeftOut() {
    poll(10, 11, 13, 14, 15);

    assertThat(images.take(12)).isEmpty();

    assertThat(begun).containsExactly("10", "11", "13", "14");
  }

  @Test
  void shouldTellWhoseResultIsThere() {
    poll(10, 11, 12);
    futures.get(0).complete("a result");

    assertThat(images.size()).isEqualTo(3);
    assertThat(images.isDone(9)).as("not polled").isEmpty();
    assertThat(images.isDone(10)).contains(true);
    assertThat(images.isDone(11)).as("begun").contains(false);
    assertThat(images.isDone(12)).as("not begun").contains(false);
  }

  @Test
  void shouldBeginNoMoreAtTheEnd() {
    poll(10, 11, 12);

    assertThat(images.endsWithThese()).isTrue();
    assertThat(images.take(10)).isPresent();
    assertThat(images.take(11)).isPresent();
    assertThat(images.endsWithThese()).isFalse();
    assertThat(images.take(12)).isEmpty();
    assertThat(begun).containsExactly("10", "11");
  }

  @Test
  void shouldPassOverImagesWhoseTurnDidNotCome() {
    poll(10, 11, 12);

    assertThat(images.take(12)).isEmpty();
    poll(13);
    assertThat(images.take(13)).isPresent();
  }

  @Test
  void shouldBeginAnewWhenOffsetsAreReadAgain() {
    poll(10, 11, 12);
    poll(11, 12);

    assertThat(begun).containsExactly("10", "11", "11", "12");
    assertThat(futures.get(0)).isCancelled();
    assertThat(images.take(11)).get().isSameAs(futures.get(2));
  }

  @Test
  void shouldDropAllWhenThePartitionIsLost() {
    poll(10, 11);

    images.clear();

    assertThat(futures).allMatch(CompletableFuture::isCancelled);
    assertThat(images.take(10)).isEmpty();
  }

  private void poll(long... offsets) {
    for (long offset : offsets) {
      images.add(
          offset,
          () -> {
            begun.add(Long.toString(offset));
            CompletableFuture<String> future = new CompletableFuture<>();
            futures.add(future);
            return future;
          });
    }
  }
}
