package io.shotline.kafka.ahead;

import static java.util.Objects.requireNonNull;

import io.shotline.core.AgeLimit;
import io.shotline.core.Catalog;
import io.shotline.core.ImageEvent;
import io.shotline.core.Outcome;
import io.shotline.core.Product;
import io.shotline.core.Scorer;
import io.shotline.core.Skip;
import io.shotline.core.image.Rejection;
import io.shotline.kafka.catalog.CatalogFence;
import io.shotline.kafka.cluster.RefusedBatch;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.Parsed;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Scores images that were polled but whose turn has not come, so that batches fill however cameras
 * fall on partitions. A cache of results and nothing more: a record's result is taken in its turn,
 * is made anew if the product changed meanwhile, and is simply made if it is not here; so order,
 * offsets and transactions are as if each image were scored in its turn. One per service, which
 * closes it after the streams; used by all stream threads.
 */
public final class LookAhead implements AutoCloseable {
  /** What a result depends on besides the image and the model. */
  private record Basis(@Nullable Product product, long revision) {
    static Basis of(Catalog catalog, String productId) {
      // The revision first: what is read after it is at least as new.
      long revision = catalog.revision(productId);
      return new Basis(catalog.product(productId).orElse(null), revision);
    }
  }

  /** Who last polled a partition, and where the catalog ended then. */
  private record LastPoll(Thread thread, CatalogFence.Mark mark) {}

  private record Result(Outcome outcome, @Nullable String productId, @Nullable Basis basis) {
    boolean isCurrent(Catalog catalog) {
      return productId == null || Basis.of(catalog, productId).equals(basis);
    }
  }

  private final Scorer scorer;
  private final AgeLimit ageLimit;
  private final CatalogFence fence;
  private final int imagesInWork;
  private final ExecutorService workers;
  private final Map<Integer, PolledImages<Result>> polled = new ConcurrentHashMap<>();
  private final Map<Integer, LastPoll> lastPolls = new ConcurrentHashMap<>();
  private final Set<Integer> inTurn = ConcurrentHashMap.newKeySet();
  private final ModelOrder models = new ModelOrder();
  private final CommitPace pace;
  private final Object turns = new Object();
  private volatile boolean ending;
  private volatile @Nullable Catalog catalog;

  /**
   * Starts the threads.
   *
   * @param imagesInWork how many are scored at once, and at most begun of one partition
   */
  public LookAhead(Scorer scorer, AgeLimit ageLimit, CatalogFence fence, int imagesInWork) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.ageLimit = requireNonNull(ageLimit, "ageLimit");
    this.fence = requireNonNull(fence, "fence");
    this.imagesInWork = imagesInWork;
    this.pace = new CommitPace(imagesInWork);
    AtomicInteger number = new AtomicInteger();
    this.workers =
        Executors.newFixedThreadPool(
            imagesInWork,
            task -> {
              Thread thread = new Thread(task, "shotline-scorer-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What images are judged by from now on; nothing is begun before. */
  public void use(Catalog current) {
    catalog = current;
  }

  /**
   * Notes what was polled of a partition and begins the first of it.
   *
   * @param mark the catalog's end when it was polled: what was committed by then counts
   * @param whenDone called for each result that is there, on the thread that made it
   */
  public void add(
      TopicPartition partition,
      Iterable<ConsumerRecord<byte[], byte[]>> records,
      CatalogFence.Mark mark,
      Runnable whenDone) {
    lastPolls.put(partition.partition(), new LastPoll(Thread.currentThread(), mark));
    Catalog known = catalog;
    if (known != null) {
      PolledImages<Result> images =
          polled.computeIfAbsent(
              partition.partition(), key -> new PolledImages<>(ending ? 0 : imagesInWork));
      for (ConsumerRecord<byte[], byte[]> record : records) {
        images.add(record.offset(), () -> begin(record, known, whenDone));
      }
    }
  }

  private Future<Result> begin(
      ConsumerRecord<byte[], byte[]> record, Catalog known, Runnable whenDone) {
    FutureTask<Result> task =
        new FutureTask<>(() -> score(record, known)) {
          @Override
          protected void done() {
            whenDone.run();
          }
        };
    workers.execute(task);
    return task;
  }

  /**
   * Whether the record's turn may come: not before its result is there, as the thread would wait
   * for that while results of other partitions are there. What is not known here is made in its
   * turn, but not at the end.
   */
  public boolean isReady(ConsumerRecord<byte[], byte[]> record) {
    return Optional.ofNullable(polled.get(record.partition()))
        .flatMap(images -> images.isDone(record.offset()))
        .orElse(!ending);
  }

  /**
   * Begins no more images, and blocks until those that were begun have had their turn.
   *
   * @return whether all have, within the timeout
   */
  public boolean finish(Duration timeout) throws InterruptedException {
    ending = true;
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (turns) {
      while (waitsForTurns()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(turns, left);
      }
    }
    return true;
  }

  /** Asks all of them: each begins no more from then on. */
  private boolean waitsForTurns() {
    return polled.values().stream()
        .map(PolledImages::endsWithThese)
        .reduce(false, Boolean::logicalOr);
  }

  /** Whether no more images are begun. */
  public boolean isEnding() {
    return ending;
  }

  private void turnIsOver() {
    if (ending) {
      synchronized (turns) {
        turns.notifyAll();
      }
    }
  }

  /**
   * The result of the record whose turn it is.
   *
   * @throws io.shotline.core.ModelFailedException if the model or the machine is broken
   */
  public Outcome take(SourceRecord source, Record<byte[], byte[]> record)
      throws InterruptedException {
    inTurn.add(source.partition());
    try {
      return outcome(source, record);
    } finally {
      inTurn.remove(source.partition());
    }
  }

  private Outcome outcome(SourceRecord source, Record<byte[], byte[]> record)
      throws InterruptedException {
    Catalog current = requireNonNull(catalog, "use comes first");
    PolledImages<Result> images = polled.get(source.partition());
    Optional<Future<Result>> begun =
        images == null ? Optional.empty() : images.take(source.offset());
    LastPoll poll = lastPolls.get(source.partition());
    if (poll != null) {
      fence.await(poll.mark());
    }
    Outcome outcome = null;
    if (begun.isPresent()) {
      Result result = await(begun.get());
      if (result.isCurrent(current)
          && !models.isOutrun(source.partition(), result.outcome(), scorer.card())) {
        outcome = result.outcome();
      }
    }
    if (outcome == null) {
      outcome = score(source, record, current).outcome();
    }
    models.note(source.partition(), outcome);
    turnIsOver();
    return outcome;
  }

  /** How many images of a partition were polled and have no result yet; for any thread. */
  public int waiting(int partition) {
    PolledImages<Result> images = polled.get(partition);
    return (images == null ? 0 : images.size()) + (inTurn.contains(partition) ? 1 : 0);
  }

  /** Whether what the calling thread wrote should be committed before the interval is over. */
  public boolean isTimeToCommit() {
    int waiting = 0;
    for (Map.Entry<Integer, LastPoll> poll : lastPolls.entrySet()) {
      PolledImages<Result> images = polled.get(poll.getKey());
      if (images != null && poll.getValue().thread() == Thread.currentThread()) {
        waiting += images.size();
      }
    }
    return pace.isTime(waiting);
  }

  /** Forgets a partition that this instance no longer has. */
  public void forget(int partition) {
    lastPolls.remove(partition);
    models.forget(partition);
    dropPolled(partition);
  }

  /** Drops what was polled of partitions and will be polled again, or by somebody else. */
  public void drop(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> dropPolled(partition.partition()));
  }

  private void dropPolled(int partition) {
    PolledImages<Result> images = polled.remove(partition);
    if (images != null) {
      images.clear();
    }
    turnIsOver();
  }

  /** Ends the threads; results not taken are made again by whoever reads those records next. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  private Result score(ConsumerRecord<byte[], byte[]> record, Catalog current)
      throws InterruptedException {
    SourceRecord source = new SourceRecord(record.topic(), record.partition(), record.offset());
    long timestamp = RecordTime.of(record);
    return score(
        source, new Record<>(record.key(), record.value(), timestamp, record.headers()), current);
  }

  private Result score(SourceRecord source, Record<byte[], byte[]> record, Catalog current)
      throws InterruptedException {
    long timestamp = record.timestamp();
    Optional<Rejection> refused =
        RefusedBatch.rejection(record.key(), record.value(), record.headers());
    if (refused.isPresent()) {
      return new Result(new Outcome.Rejected(refused.get()), null, null);
    }
    Parsed<ImageEvent> parsed =
        ImageEventCodec.parse(
            record.value(), record.key(), source, Instant.ofEpochMilli(timestamp));
    if (parsed instanceof Parsed.Invalid<ImageEvent> invalid) {
      return new Result(new Outcome.Rejected(invalid.rejection()), null, null);
    }
    ImageEvent event = parsed.asOptional().orElseThrow();
    Basis basis = Basis.of(current, event.productId());
    Optional<Skip> skip = ageLimit.check(basis.product(), Instant.ofEpochMilli(timestamp));
    Outcome outcome =
        skip.isPresent() ? scorer.skip(event, skip.get()) : scorer.score(event, current);
    return new Result(outcome, event.productId(), basis);
  }

  private static Result await(Future<Result> result) throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("an image could not be scored", e.getCause());
    }
  }
}
