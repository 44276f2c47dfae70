package io.shotline.kafka.stream;

import static io.shotline.kafka.stream.ServiceState.CREATED;
import static io.shotline.kafka.stream.ServiceState.ENDED;
import static io.shotline.kafka.stream.ServiceState.FAILED;
import static io.shotline.kafka.stream.ServiceState.READY;
import static io.shotline.kafka.stream.ServiceState.STARTING;
import static io.shotline.kafka.stream.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A service goes through its states in order, and through no others. */
class LifecycleTest {
  private final Lifecycle life = new Lifecycle();

  @Test
  void shouldGoFromItsCreationToItsEnd() throws Exception {
    for (ServiceState next : List.of(STARTING, READY, STOPPING)) {
      life.become(next);
      assertThat(life.state()).isEqualTo(next);
      assertThat(life.isAlive()).isTrue();
    }
    life.end();

    assertThat(life.state()).isEqualTo(ENDED);
    assertThat(life.isAlive()).isFalse();
    assertThat(life.awaitEnd()).isEmpty();
  }

  @Test
  void shouldTakeNoStepThatIsNotASuccessor() {
    for (ServiceState from : ServiceState.values()) {
      for (ServiceState to : ServiceState.values()) {
        if (from.successors().contains(to)) {
          from.requireSuccessor(to);
        } else {
          assertThatThrownBy(() -> from.requireSuccessor(to))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("a service that is " + from.word() + " cannot become " + to.word());
        }
      }
    }
    assertThatThrownBy(() -> life.become(READY))
        .hasMessage("a service that is created cannot become ready");
    assertThat(life.state()).isEqualTo(CREATED);
  }

  @Test
  void shouldReachTheEndFromEveryStateAndNeverGoBack() {
    for (ServiceState state : ServiceState.values()) {
      assertThat(state == ENDED || state == STOPPING || state.successors().contains(STOPPING))
          .as(state.word())
          .isTrue();
      assertThat(state.successors()).doesNotContain(state, CREATED);
    }
    assertThat(ENDED.successors()).isEmpty();
  }

  @Test
  void shouldKeepTheFirstFailureUntilItIsClosed() throws Exception {
    life.become(STARTING);
    IllegalStateException first = new IllegalStateException("the first");

    assertThat(life.fail(first)).isTrue();
    assertThat(life.fail(new IllegalStateException("the second"))).isFalse();

    assertThat(life.state()).isEqualTo(FAILED);
    assertThat(life.stop()).isTrue();
    assertThat(life.stop()).isFalse();
    life.end();
    assertThat(life.state()).isEqualTo(ENDED);
    assertThat(life.awaitEnd()).contains(first);
  }

  @Test
  void shouldHaveFailedBeforeItTellsOfTheFailure() throws Exception {
    for (int run = 0; run < 20; run++) {
      Lifecycle failing = new Lifecycle();
      failing.become(STARTING);
      Thread other = new Thread(() -> failing.fail(new IllegalStateException("a failure")));
      other.start();
      while (failing.isAlive()) {
        Thread.onSpinWait();
      }
      ServiceState seen = failing.state();
      other.join();

      assertThat(seen).isEqualTo(FAILED);
    }
  }

  @Test
  void shouldNoteAFailureWhileItStopsAndStopOnlyOnce() throws Exception {
    IllegalStateException late = new IllegalStateException("late");
    assertThat(life.stop()).isTrue();

    assertThat(life.fail(late)).isTrue();

    assertThat(life.state()).isEqualTo(STOPPING);
    assertThat(life.become(STARTING, READY)).isFalse();
    AtomicBoolean asked = new AtomicBoolean();
    life.unlessStopping(() -> asked.set(true));
    assertThat(asked).isFalse();
    life.end();
    assertThat(life.awaitEnd()).contains(late);
  }
}
