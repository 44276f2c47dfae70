package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;

import io.shotline.core.AgeLimit;
import io.shotline.core.Catalog;
import io.shotline.core.Closing;
import io.shotline.core.ModelFailedException;
import io.shotline.core.Scorer;
import io.shotline.core.ScoringMonitor;
import io.shotline.folder.PrivateFolder;
import io.shotline.kafka.ahead.LookAhead;
import io.shotline.kafka.catalog.CatalogCheckTopology;
import io.shotline.kafka.catalog.CatalogCopy;
import io.shotline.kafka.catalog.CatalogEnds;
import io.shotline.kafka.catalog.CatalogFence;
import io.shotline.kafka.catalog.CatalogProducts;
import io.shotline.kafka.catalog.CatalogRevisions;
import io.shotline.kafka.catalog.CatalogStores;
import io.shotline.kafka.catalog.CopiedTopics;
import io.shotline.kafka.catalog.StreamsCatalog;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.cluster.ConsumerLag;
import io.shotline.kafka.cluster.GuardedClients;
import io.shotline.kafka.cluster.UnreadableRecordException;
import io.shotline.kafka.topic.ClockDifference;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scoring and the check of the catalog until closed or until something fails that no
 * record is to blame for; then the process should end. Whoever makes it closes it, before the
 * scorer and the model. Safe for use by many threads.
 */
public final class StreamsService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);
  public static final List<TopicRole> NEEDED = List.of(TopicRole.values());

  private static final CloseOptions LEAVING_AT_ONCE =
      CloseOptions.timeout(Duration.ZERO)
          .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);

  private final StreamsSettings settings;
  private final ScoringMonitor monitor;
  private final CatalogRevisions revisions = new CatalogRevisions();
  private final CatalogEnds catalogEnds;
  private final CatalogCopy catalogCopy;
  private final Clock clock;
  private final LookAhead lookAhead;
  private final KafkaStreams scoring;
  private final KafkaStreams catalogCheck;
  private final Lifecycle life = new Lifecycle();
  // The second of two that close waits for the first.
  private final Object closingLock = new Object();

  /**
   * Makes the service; nothing runs or connects before {@link #start}.
   *
   * @param scorer this service's alone: its cache follows this service's catalog
   * @throws ClusterException if the client properties or the address make no sense
   */
  public StreamsService(StreamsSettings settings, Scorer scorer, ScoringMonitor monitor) {
    this(settings, scorer, monitor, Clock.systemUTC());
  }

  /** The same by another clock than this machine's. */
  StreamsService(StreamsSettings settings, Scorer scorer, ScoringMonitor monitor, Clock clock) {
    this.settings = requireNonNull(settings, "settings");
    this.monitor = requireNonNull(monitor, "monitor");
    ClusterSettings cluster = settings.cluster();
    Topics topics = settings.topics();
    this.clock = requireNonNull(clock, "clock");
    Closing opened = new Closing();
    try {
      this.catalogEnds = new CatalogEnds(cluster);
      opened.add(catalogEnds::close);
      CatalogFence fence = new CatalogFence(catalogEnds::of);
      CopiedTopics note = new CopiedTopics(settings.stateFolder(), settings.applicationId());
      this.catalogCopy = new CatalogCopy(note, fence, catalogEnds::of, clock, this::end);
      opened.add(catalogCopy::close);
      this.lookAhead =
          new LookAhead(
              scorer, new AgeLimit(settings.maxAge(), clock), fence, settings.imagesInWork());
      opened.add(lookAhead::close);
      this.scoring =
          cluster.open(
              () ->
                  new KafkaStreams(
                      ScoringTopology.build(topics, lookAhead, monitor, revisions, clock),
                      settings.scoring(),
                      new StreamsClients(
                          lookAhead, fence, settings.imagesInWork(), settings.heldBytes())));
      opened.add(scoring::close);
      this.catalogCheck =
          cluster.open(
              () ->
                  new KafkaStreams(
                      CatalogCheckTopology.build(topics, scorer::check, monitor::feedback),
                      settings.catalogCheck(),
                      new GuardedClients()));
      opened.add(catalogCheck::close);
      // Streams lets its group read what it keeps.
      PrivateFolder.requireState(settings.stateFolder());
    } catch (RuntimeException | Error e) {
      opened.closeAfter(e);
      throw e;
    }
    watch(scoring);
    watch(catalogCheck);
  }

  /**
   * Starts in the background and returns at once; {@link #isReady} tells when images are scored. A
   * start that fails ends the service.
   *
   * @throws IllegalStateException if it was started or closed before
   */
  public void start() {
    life.become(ServiceState.STARTING);
    // Streams' own start blocks until the global stores are restored.
    daemon("shotline-starter", this::startStreams);
  }

  /** Where the service is in its life. */
  public ServiceState state() {
    return life.state();
  }

  /** Whether images are being scored, or will be after a rebalance that is under way. */
  public boolean isReady() {
    // Between the failure of a thread and its report, Streams shuts down already.
    return life.state() == ServiceState.READY && scoring.state().isRunningOrRebalancing();
  }

  /** False once the service has failed or is closed. */
  public boolean isAlive() {
    return life.isAlive();
  }

  /**
   * Waits until the service ends.
   *
   * @return what it failed with; empty if it was closed. After a failure close it all the same.
   */
  public Optional<Throwable> awaitEnd() throws InterruptedException {
    return life.awaitEnd();
  }

  /**
   * How many images have no result yet, by partition; partitions of other instances are left out.
   */
  public Map<TopicPartition, Long> consumerLag() {
    return ConsumerLag.of(settings.topics().images(), scoring.metrics(), lookAhead::waiting);
  }

  /**
   * How many shots are not checked yet, over all instances: those that cannot be used are not among
   * the dead letters before. Asks the cluster.
   *
   * @throws ClusterException if it does not answer
   */
  public long uncheckedShots() {
    try (TopicAdmin admin = new TopicAdmin(settings.cluster(), settings.topics())) {
      return admin.unread(
          settings.catalogCheck().getProperty(StreamsConfig.APPLICATION_ID_CONFIG),
          TopicRole.PROMPTS);
    }
  }

  /**
   * The shots and products known at this moment.
   *
   * @throws InvalidStateStoreException if the stream does not run, has not yet or does not any
   *     more; reading what this returns throws it too when the stream has stopped meanwhile
   */
  public Catalog catalog() {
    try {
      return new StreamsCatalog(
          scoring.store(
              StoreQueryParameters.fromNameAndType(
                  CatalogStores.PROMPTS, QueryableStoreTypes.timestampedKeyValueStore())),
          scoring.store(
              StoreQueryParameters.fromNameAndType(
                  CatalogStores.PRODUCTS, QueryableStoreTypes.timestampedKeyValueStore())),
          revisions);
    } catch (IllegalStateException e) {
      // What Streams throws once they have stopped, and another one before they have started.
      throw new InvalidStateStoreException("the stream does not run: " + scoring.state(), e);
    }
  }

  /**
   * Stops: images in hand are finished and committed, those not begun are left for the next start
   * or another instance. Blocks up to the close timeout and a little more. Takes every step, and
   * throws at the end what one failed with.
   */
  @Override
  public void close() {
    synchronized (closingLock) {
      if (!life.stop()) {
        return;
      }
      try (Closing steps = new Closing()) {
        steps.add(life::end);
        steps.add(catalogEnds::close);
        steps.add(lookAhead::close);
        steps.add(this::closeStreams);
      }
    }
  }

  private void closeStreams() {
    long begun = System.nanoTime();
    CompletableFuture<Boolean> checked =
        closing("catalog-check", catalogCheck, settings.closeTimeout());
    boolean finished = finishImages();
    Duration left = settings.closeTimeout().minusNanos(System.nanoTime() - begun);
    left = left.isNegative() ? Duration.ZERO : left;
    CompletableFuture<Boolean> scored = closing("scoring", scoring, left);
    boolean closed = join(scored, left);
    catalogCopy.close();
    if (closed) {
      catalogCopy.closed();
    }
    if (!closed || !join(checked, left) || !finished) {
      LOG.warn(
          "the streams did not stop within {}; what was in hand will be done again",
          settings.closeTimeout());
    }
  }

  /**
   * While the streams run: once they stop, they take nothing more. Leaves them half of the time.
   */
  private boolean finishImages() {
    try {
      return !isAlive()
          || !scoring.state().isRunningOrRebalancing()
          || lookAhead.finish(settings.closeTimeout().dividedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void startStreams() {
    try (TopicAdmin admin = new TopicAdmin(settings.cluster(), settings.topics());
        GroupStart start =
            new GroupStart(settings.cluster(), settings.topics(), settings.applicationId())) {
      admin.require(NEEDED);
      start.settle(settings.from());
      catalogCopy.open(
          admin.ids(CatalogCopy.TOPICS),
          admin.tombstonesKept(CatalogCopy.TOPICS),
          scoring::cleanUp);
      Instant begun = clock.instant();
      scoring.start();
      catalogCopy.restored(begun);
      tellProducts();
      catalogCheck.start();
    } catch (RuntimeException e) {
      // Streams that are closed before they have started complain.
      if (!life.isStopping()) {
        end(knownFailure(e));
      }
    }
  }

  private void tellProducts() {
    try {
      CatalogProducts.forEach(scoring, monitor::productKnown);
    } catch (IllegalStateException | InvalidStateStoreException e) {
      // It must not stand for the reason why the stream ended meanwhile.
      LOG.debug("the products are not told", e);
    }
  }

  private void watch(KafkaStreams streams) {
    streams.setUncaughtExceptionHandler(cause -> failed(cause, streams));
    streams.setStateListener(
        (now, before) -> {
          if (now == State.RUNNING
              && streams == scoring
              && life.become(ServiceState.STARTING, ServiceState.READY)) {
            LOG.info("scoring images of topic {}", settings.topics().images());
          } else if (now == State.ERROR) {
            end(new IllegalStateException("the stream stopped in state " + now));
          }
        });
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
    end(knownFailure(cause));
    return SHUTDOWN_CLIENT;
  }

  /** What to report: below Streams' wrapping, our own words if there are any. */
  private Throwable knownFailure(Throwable cause) {
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

  private void end(Throwable cause) {
    if (life.fail(cause)) {
      // Streams has logged the stack trace.
      LOG.error("the service stops: {}", cause.toString());
    }
  }

  /** Off the caller's thread, since closing waits for a start that hangs. */
  private CompletableFuture<Boolean> closing(String name, KafkaStreams streams, Duration timeout) {
    // One that leaves lets the others begin without a session timeout; one with a name comes back.
    boolean leaves = settings.membership().instanceId() == null || streams == catalogCheck;
    CloseOptions options =
        CloseOptions.timeout(timeout)
            .withGroupMembershipOperation(
                leaves
                    ? GroupMembershipOperation.LEAVE_GROUP
                    : GroupMembershipOperation.REMAIN_IN_GROUP);
    return CompletableFuture.supplyAsync(
        () -> streams.close(options), close -> daemon("shotline-close-" + name, close));
  }

  private boolean join(CompletableFuture<Boolean> closed, Duration timeout) {
    try {
      return closed.get(timeout.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      LOG.warn("a stream could not be closed", e.getCause());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
