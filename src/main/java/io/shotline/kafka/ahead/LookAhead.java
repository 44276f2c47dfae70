package io.shotline.kafka.ahead;

import static java.util.Objects.requireNonNull;

import io.shotline.core.AgeLimit;
import io.shotline.core.Scorer;
import io.shotline.core.product.Catalog;
import io.shotline.kafka.catalog.CatalogFence;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Scores images that were polled but whose turn has not come, so that batches fill however cameras
 * fall on partitions. A cache of scores and nothing more: the verdict is made in the record's turn
 * from the score that is here. If the product's shots changed meanwhile, or there is no score, the
 * image is scored in its turn. So order, offsets and transactions are as if each image were scored
 * in its turn. A service has one and closes it after the streams; all stream threads use it.
 */
public final class LookAhead implements AutoCloseable {
  /** The thread that last polled a partition, and where the catalog ended then. */
  private record LastPoll(Thread thread, CatalogFence.Mark mark) {}

  private final Scorer scorer;
  private final RecordScoring scoring;
  private final CatalogFence fence;
  private final ScoringThreads threads;
  private final PolledPartitions polled;
  private final Map<Integer, LastPoll> lastPolls = new ConcurrentHashMap<>();
  private final Map<Integer, Long> unread = new ConcurrentHashMap<>();
  private final Set<Integer> inTurn = ConcurrentHashMap.newKeySet();
  private final ModelOrder models = new ModelOrder();
  private final CommitPace pace;
  private volatile @Nullable Catalog catalog;

  /**
   * Starts the threads.
   *
   * @param imagesInWork how many are scored at once, and at most begun of one partition
   */
  public LookAhead(Scorer scorer, AgeLimit ageLimit, CatalogFence fence, int imagesInWork) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.scoring = new RecordScoring(scorer, ageLimit);
    this.fence = requireNonNull(fence, "fence");
    this.polled = new PolledPartitions(imagesInWork);
    this.pace = new CommitPace(imagesInWork);
    this.threads = new ScoringThreads(imagesInWork);
  }

  /** Scores and judges by this catalog from now on; nothing is begun before. */
  public void use(Catalog current) {
    catalog = current;
  }

  /**
   * Notes the records that were polled of a partition and begins to score the first of them.
   *
   * @param mark the catalog's end when it was polled: what was committed by then counts
   * @param whenDone called for each score that is there, on the thread that made it
   */
  public void add(
      TopicPartition partition,
      Iterable<ConsumerRecord<byte[], byte[]>> records,
      CatalogFence.Mark mark,
      Runnable whenDone) {
    unread.remove(partition.partition());
    lastPolls.put(partition.partition(), new LastPoll(Thread.currentThread(), mark));
    Catalog known = catalog;
    if (known != null) {
      PolledImages<BegunImage> images = polled.of(partition.partition());
      for (ConsumerRecord<byte[], byte[]> record : records) {
        images.add(
            record.offset(), () -> threads.begin(() -> scoring.begin(record, known), whenDone));
      }
    }
  }

  /**
   * Notes how many records of a partition no consumer has read, until the next of them is added.
   */
  void noteUnread(int partition, long records) {
    unread.put(partition, records);
  }

  /** Returns what was noted of records that are not read, by partition; for any thread. */
  public Map<Integer, Long> unread() {
    return Map.copyOf(unread);
  }

  /**
   * Returns whether the record's turn may come: not before its score is there, as the thread would
   * wait for that while scores of other partitions are there.
   */
  public boolean isReady(ConsumerRecord<byte[], byte[]> record) {
    return polled.isReady(record.partition(), record.offset());
  }

  /**
   * Begins no more images, and blocks until those that were begun have had their turn.
   *
   * @return whether all have, within the timeout
   */
  public boolean finish(Duration timeout) throws InterruptedException {
    return polled.finish(timeout);
  }

  /** Returns whether no more images are begun. */
  public boolean isEnding() {
    return polled.isEnding();
  }

  /**
   * Returns the outcome of the record whose turn it is; blocks until it is there.
   *
   * @param repeats knows what was judged before; the score of a repeat, if there is one, is dropped
   * @throws io.shotline.core.port.ModelFailedException if the model or the machine is broken
   */
  public TakenImage take(SourceRecord source, Record<byte[], byte[]> record, RepeatCheck repeats)
      throws InterruptedException {
    inTurn.add(source.partition());
    try {
      TakenImage taken = taken(source, record, repeats);
      models.note(source.partition(), taken.outcome());
      polled.turnIsOver();
      return taken;
    } finally {
      inTurn.remove(source.partition());
    }
  }

  private TakenImage taken(SourceRecord source, Record<byte[], byte[]> record, RepeatCheck repeats)
      throws InterruptedException {
    Catalog current = requireNonNull(catalog, "use comes first");
    Optional<Future<BegunImage>> begun = polled.take(source.partition(), source.offset());
    LastPoll poll = lastPolls.get(source.partition());
    if (poll != null) {
      fence.await(poll.mark());
    }
    Optional<TakenImage> taken =
        begun.isPresent() ? judge(source, begun.get(), repeats, current) : Optional.empty();
    return taken.isPresent() ? taken.get() : scoring.score(source, record, repeats, current);
  }

  /** Returns empty if the image must be scored anew: with other shots or by a newer model. */
  private Optional<TakenImage> judge(
      SourceRecord source, Future<BegunImage> begun, RepeatCheck repeats, Catalog current)
      throws InterruptedException {
    return scoring
        .judge(ScoringThreads.await(begun), repeats, current)
        .filter(taken -> !models.isOutrun(source.partition(), taken.outcome(), scorer.card()));
  }

  /** Returns how many polled images of a partition have no result yet; for any thread. */
  public int waiting(int partition) {
    return polled.waiting(partition) + (inTurn.contains(partition) ? 1 : 0);
  }

  /** Returns whether the calling thread should commit before the interval is over. */
  public boolean isTimeToCommit() {
    int waiting =
        lastPolls.entrySet().stream()
            .filter(poll -> poll.getValue().thread() == Thread.currentThread())
            .mapToInt(poll -> polled.waiting(poll.getKey()))
            .sum();
    return pace.isTime(waiting);
  }

  /** Forgets a partition that this instance no longer has. */
  public void forget(int partition) {
    lastPolls.remove(partition);
    models.forget(partition);
    dropPolled(partition);
  }

  /** Drops the polled images of partitions that will be polled again, here or elsewhere. */
  public void drop(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> dropPolled(partition.partition()));
  }

  private void dropPolled(int partition) {
    unread.remove(partition);
    polled.drop(partition);
  }

  /** Ends the threads; scores not taken are made again by whoever reads those records next. */
  @Override
  public void close() {
    threads.close();
  }
}
