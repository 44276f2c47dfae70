package io.shotline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<Integer> taken = new ArrayList<>();

  @Property
  void shouldTakeEveryStepInReverseOrderWhicheverFail(
      @ForAll @IntRange(min = 1, max = 8) int steps,
      @ForAll Set<@IntRange(min = 0, max = 7) Integer> failing) {
    taken.clear();
    Closing closing = closing(steps, failing);
    List<String> failures =
        reversed(steps).stream().filter(failing::contains).map(String::valueOf).toList();

    if (failures.isEmpty()) {
      closing.close();
    } else {
      assertThatThrownBy(closing::close)
          .hasMessage(failures.get(0))
          .satisfies(
              first ->
                  assertThat(first.getSuppressed())
                      .extracting(Throwable::getMessage)
                      .containsExactlyElementsOf(failures.subList(1, failures.size())));
    }

    assertThat(taken).isEqualTo(reversed(steps));
  }

  @Test
  void shouldAddWhatFailsToTheFailureThatEndsAStart() {
    Throwable failure = new Exception("start");

    closing(3, Set.of(0, 2)).closeAfter(failure);

    assertThat(taken).containsExactly(2, 1, 0);
    assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("2", "0");
  }

  @Test
  void shouldTakeStepsAfterAnErrorToo() {
    Closing closing = closing(1, Set.of());
    closing.add(
        () -> {
          throw new NoClassDefFoundError("no file descriptor left");
        });

    assertThatThrownBy(closing::close).isInstanceOf(NoClassDefFoundError.class);
    assertThat(taken).containsExactly(0);
  }

  @Test
  void shouldTakeEachStepOnce() {
    Closing closing = closing(2, Set.of());

    closing.close();
    closing.close();

    assertThat(taken).containsExactly(1, 0);
  }

  private Closing closing(int steps, Set<Integer> failing) {
    Closing closing = new Closing();
    IntStream.range(0, steps).forEach(step -> closing.add(() -> take(step, failing)));
    return closing;
  }

  private void take(int step, Set<Integer> failing) {
    taken.add(step);
    if (failing.contains(step)) {
      throw new IllegalStateException(Integer.toString(step));
    }
  }

  private static List<Integer> reversed(int steps) {
    return IntStream.range(0, steps).mapToObj(step -> steps - 1 - step).toList();
  }
}
