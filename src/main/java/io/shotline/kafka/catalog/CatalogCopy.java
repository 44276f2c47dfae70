package io.shotline.kafka.catalog;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.topic.TopicRole;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the age of the local copy of shots and products. A copy that missed a removal for longer
 * than the topics keep its record never hears of it: one on disk is thrown away at the start, one
 * in use ends the service. Owned by the service; looks once a minute on a thread of its own.
 */
public final class CatalogCopy implements AutoCloseable {
  public static final List<TopicRole> TOPICS = List.of(TopicRole.PROMPTS, TopicRole.PRODUCTS);

  private static final Logger LOG = LoggerFactory.getLogger(CatalogCopy.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final CopiedTopics note;
  private final CatalogFence fence;
  private final Function<Set<TopicPartition>, KafkaFuture<Map<TopicPartition, Long>>> ends;
  private final Clock clock;
  private final Consumer<RuntimeException> onOutdated;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(CatalogCopy::daemon);
  private List<Uuid> topics = List.of();
  private Duration tombstonesKept = Duration.ZERO;
  private @Nullable Instant complete;

  /**
   * @param ends asks the cluster where partitions end, committed records only
   * @param onOutdated told when the copy in use may have missed a removal
   */
  public CatalogCopy(
      CopiedTopics note,
      CatalogFence fence,
      Function<Set<TopicPartition>, KafkaFuture<Map<TopicPartition, Long>>> ends,
      Clock clock,
      Consumer<RuntimeException> onOutdated) {
    this.note = requireNonNull(note, "note");
    this.fence = requireNonNull(fence, "fence");
    this.ends = requireNonNull(ends, "ends");
    this.clock = requireNonNull(clock, "clock");
    this.onOutdated = requireNonNull(onOutdated, "onOutdated");
  }

  /**
   * Opens the copy for these topics.
   *
   * @param tombstonesKept how long they keep the record of a removal
   * @param forget deletes the copy; run if it cannot be used
   */
  public synchronized void open(List<Uuid> topicIds, Duration tombstonesKept, Runnable forget) {
    this.topics = List.copyOf(topicIds);
    this.tombstonesKept = tombstonesKept;
    note.open(topicIds, clock.instant(), tombstonesKept, forget);
  }

  /**
   * Call when the copy was brought up to date; from now on its age is followed.
   *
   * @param since when that was begun
   */
  public synchronized void restored(Instant since) {
    complete = since;
    if (!watch.isShutdown()) {
      long millis = INTERVAL.toMillis();
      Future<?> unused =
          watch.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  /** Asks the cluster whether the copy has all that its topics have. */
  void look() {
    Instant asked = clock.instant();
    try {
      Map<TopicPartition, Long> wanted =
          ends.apply(fence.partitions()).get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      if (!wanted.isEmpty() && fence.holds(wanted)) {
        seenComplete(asked);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      // The copy gets older until the cluster answers.
      LOG.debug("no news of shots and products", e);
    }
  }

  /** Call when Streams has closed the copy in order: notes how old it is. */
  public synchronized void closed() {
    if (complete == null) {
      return;
    }
    try {
      note.closed(topics, complete, tombstonesKept);
    } catch (UncheckedIOException e) {
      LOG.warn("the next start copies shots and products anew: {}", e.getMessage());
    }
    // Whoever opens the copy next takes the note away; it must not come back.
    complete = null;
  }

  /** Waits until the copy has all that was committed before the call, at most two seconds. */
  public void catchUp() throws InterruptedException {
    fence.await(fence.mark());
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }

  private synchronized void seenComplete(Instant asked) {
    if (complete != null && hasMissedRemovals(Duration.between(complete, asked))) {
      onOutdated.accept(
          new IllegalStateException(
              "the local copy of shots and products was last complete at "
                  + complete
                  + ", longer ago than the topics keep removals ("
                  + tombstonesKept
                  + "); start again, and it is made anew"));
    } else if (complete != null) {
      complete = asked;
    }
  }

  private boolean hasMissedRemovals(Duration age) {
    // However short removals are kept: who asks each minute reads them in time.
    return age.compareTo(CopiedTopics.MARGIN) > 0 && CopiedTopics.isOutdated(age, tombstonesKept);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "shotline-catalog-copy");
    thread.setDaemon(true);
    return thread;
  }
}
