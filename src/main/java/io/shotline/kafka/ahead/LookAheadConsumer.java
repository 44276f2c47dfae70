package io.shotline.kafka.ahead;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.catalog.CatalogFence;
import io.shotline.kafka.cluster.GuardedConsumer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Polls more than it hands out, tells the {@link LookAhead} what is to come, and hands a record out
 * when its result is there. So the stream thread waits here and nowhere else: for images, which are
 * begun as they come, and for results, which are written as they come. Each stream thread has one
 * of its own and calls all on it.
 */
public final class LookAheadConsumer extends GuardedConsumer {
  /** A consumer that reads no more, behind a model that is slow or hangs, asks so often. */
  private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Duration ANSWER = Duration.ofMillis(500);

  private final LookAhead lookAhead;
  private final CatalogFence fence;
  private final int atLeast;
  private final long mostBytes;
  private final HeldRecords held = new HeldRecords();
  private final ResultSignal signal = new ResultSignal(this::wakeup);
  private long lastAskedNanos = System.nanoTime();

  /**
   * @param atLeast polls when fewer records than these would be held behind those that are ready
   * @param mostBytes polls no more while records of so many bytes are held
   */
  public LookAheadConsumer(
      Map<String, Object> settings,
      LookAhead lookAhead,
      CatalogFence fence,
      int atLeast,
      long mostBytes) {
    super(settings);
    this.lookAhead = requireNonNull(lookAhead, "lookAhead");
    this.fence = requireNonNull(fence, "fence");
    this.atLeast = atLeast;
    this.mostBytes = mostBytes;
  }

  /** Returns the records whose results are there, none of partitions that are paused. */
  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      signal.lower();
      int ready = ready();
      long left = Math.max(0, deadline - System.nanoTime());
      if (!hasEnough(ready)) {
        // A consumer waits for whole milliseconds; less than one would be none, again and again.
        pollMore(Duration.ofMillis(ready > 0 ? 0 : (left + 999_999) / 1_000_000));
        ready = ready();
      }
      // With enough to do for all, nobody waits for these, and each round costs.
      boolean busy = hasEnough(ready);
      boolean inParts = held.count(paused()) - ready >= atLeast && !lookAhead.isEnding();
      int wanted = inParts ? Math.max(1, atLeast / 2) : 1;
      if (ready >= wanted || System.nanoTime() - deadline >= 0) {
        return held.takeReady(paused(), lookAhead::isReady);
      }
      if (busy) {
        askWhatIsUnread();
        signal.await(deadline - System.nanoTime());
      }
    }
  }

  /** Counts bytes too: few records may be many bytes. */
  private boolean hasEnough(int ready) {
    return held.count(paused()) - ready >= atLeast || held.bytes(paused()) >= mostBytes;
  }

  /** Asks for the paused partitions each time: a rebalance within a poll pauses. */
  private int ready() {
    return held.ready(paused(), lookAhead::isReady);
  }

  /** Polls until there are records, a result is done or the time is over. */
  private void pollMore(Duration timeout) {
    if (timeout.isZero() || !signal.beginPoll()) {
      begin(super.poll(Duration.ZERO));
      return;
    }
    boolean woken = false;
    try {
      begin(super.poll(timeout));
    } catch (WakeupException e) {
      woken = true;
    } finally {
      if (signal.endPoll() && !woken) {
        absorbWakeup();
      }
    }
  }

  /** Takes a wakeup that came too late: a consumer keeps it for its next call, whatever it is. */
  private void absorbWakeup() {
    try {
      begin(super.poll(Duration.ZERO));
    } catch (WakeupException e) {
      // That was it.
    }
  }

  /** Notes what came since the last poll; as nothing is polled, nothing else would tell of it. */
  private void askWhatIsUnread() {
    if (System.nanoTime() - lastAskedNanos < ASK_NANOS) {
      return;
    }
    lastAskedNanos = System.nanoTime();
    Set<TopicPartition> read = new HashSet<>(assignment());
    read.removeAll(paused());
    try {
      for (Map.Entry<TopicPartition, Long> end : endOffsets(read, ANSWER).entrySet()) {
        long unread = end.getValue() - super.position(end.getKey(), ANSWER);
        lookAhead.noteUnread(end.getKey().partition(), unread);
      }
    } catch (TimeoutException e) {
      // What was noted before stands.
    }
  }

  private void begin(ConsumerRecords<byte[], byte[]> polled) {
    held.add(polled);
    if (!polled.isEmpty()) {
      lastAskedNanos = System.nanoTime();
      CatalogFence.Mark mark = fence.mark();
      for (TopicPartition partition : polled.partitions()) {
        lookAhead.add(partition, polled.records(partition), mark, signal::raise);
      }
    }
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new DropsWhatIsRevoked(listener));
  }

  @Override
  public void unsubscribe() {
    drop(assignment());
    super.unsubscribe();
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    drop(List.of(partition));
    super.seek(partition, offset);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    drop(List.of(partition));
    super.seek(partition, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    drop(partitions);
    super.seekToBeginning(partitions);
  }

  @Override
  public void seekToEnd(Collection<TopicPartition> partitions) {
    drop(partitions);
    super.seekToEnd(partitions);
  }

  /** Drops partitions that are read from another offset or instance now. */
  private void drop(Collection<TopicPartition> partitions) {
    held.drop(partitions);
    lookAhead.drop(partitions);
  }

  /** Asks twice if woken: Streams asks within a poll too, where a result may wake the consumer. */
  @Override
  public long position(TopicPartition partition) {
    long behind;
    try {
      behind = super.position(partition);
    } catch (WakeupException e) {
      behind = super.position(partition);
    }
    return held.position(partition, behind);
  }

  private final class DropsWhatIsRevoked implements ConsumerRebalanceListener {
    private final ConsumerRebalanceListener next;

    DropsWhatIsRevoked(ConsumerRebalanceListener next) {
      this.next = requireNonNull(next, "next");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      drop(partitions);
      next.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      drop(partitions);
      next.onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      next.onPartitionsAssigned(partitions);
    }
  }
}
