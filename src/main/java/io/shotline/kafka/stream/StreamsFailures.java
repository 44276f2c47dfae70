package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;

import io.shotline.core.port.ModelFailedException;
import io.shotline.kafka.cluster.UnreadableRecordException;
import io.shotline.kafka.topic.ClockDifference;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the life of a service when something fails that no record is to blame for, and puts the
 * reason into words. Called by stream threads.
 */
final class StreamsFailures {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsFailures.class);

  private static final CloseOptions LEAVING_AT_ONCE =
      CloseOptions.timeout(Duration.ZERO)
          .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);

  private final StreamsSettings settings;
  private final Clock clock;
  private final Lifecycle life;

  StreamsFailures(StreamsSettings settings, Clock clock, Lifecycle life) {
    this.settings = requireNonNull(settings, "settings");
    this.clock = requireNonNull(clock, "clock");
    this.life = requireNonNull(life, "life");
  }

  /** Hears of failures of these streams, which have not started. */
  void watch(KafkaStreams streams) {
    streams.setUncaughtExceptionHandler(cause -> failed(cause, streams));
  }

  /** Goes on without it where the learner fails: images have thresholds from their shots. */
  static void watchLearner(KafkaStreams learner) {
    learner.setUncaughtExceptionHandler(
        cause -> {
          LOG.error(
              "no thresholds are learnt from now on, images are judged as before; start the service"
                  + " anew when the cause is mended: {}",
              cause.toString());
          return SHUTDOWN_CLIENT;
        });
  }

  /** Tells of streams that are in this state now. */
  void heed(State now) {
    if (now == State.ERROR) {
      end(new IllegalStateException("the stream stopped in state " + now));
    }
  }

  /** Notes what the service failed with, in our own words where there are any. */
  void end(Throwable cause) {
    Throwable known = known(cause);
    if (life.fail(known)) {
      // Streams has logged the stack trace.
      LOG.error("the service stops: {}", known.toString());
    }
  }

  /** Another thread in place of the failed one would fail at the same image. */
  private StreamThreadExceptionResponse failed(Throwable cause, KafkaStreams streams) {
    // A failed thread that asked for the end behind a close would wait for it, and be waited for.
    life.unlessStopping(
        () -> {
          // Asks for the end without waiting for it: streams that end by themselves stay in the
          // group. Before the failure is told, since who hears of it closes.
          boolean unused = streams.close(LEAVING_AT_ONCE);
        });
    end(cause);
    return SHUTDOWN_CLIENT;
  }

  /** Looks below Streams' wrapping. */
  private Throwable known(Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof InvalidTimestampException refused) {
        return new ClockDifference(settings.cluster(), settings.topics(), clock).explain(refused);
      }
      if (at instanceof ModelFailedException || at instanceof UnreadableRecordException) {
        return at;
      }
    }
    return cause;
  }
}
