package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Closing;
import io.shotline.core.Scorer;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.kafka.catalog.CatalogProducts;
import io.shotline.kafka.catalog.StreamsCatalog;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.ConsumerLag;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scoring, the check of the catalog and the learner until closed or until something fails
 * that no record is to blame for; then the process should end. Whoever makes it closes it, before
 * the scorer and the model. Safe for use by many threads.
 */
public final class StreamsService implements AutoCloseable {
  /** The topics that must be there: all but the one that only the API writes. */
  public static final List<TopicRole> NEEDED =
      Arrays.stream(TopicRole.values()).filter(role -> role != TopicRole.AUDIT).toList();

  private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);

  private final StreamsSettings settings;
  private final Lifecycle life = new Lifecycle();
  private final StreamsFailures failures;
  private final StreamsParts parts;
  private final StreamsStart start;
  private final StreamsStop stop;
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
    requireNonNull(monitor, "monitor");
    this.failures = new StreamsFailures(settings, clock, life);
    this.parts = StreamsParts.open(settings, scorer, monitor, clock, failures::end);
    this.start = new StreamsStart(settings, parts, monitor, clock);
    this.stop = new StreamsStop(settings, parts);
    failures.watch(parts.scoring());
    failures.watch(parts.catalogCheck());
    StreamsFailures.watchLearner(parts.learner());
    parts.scoring().setStateListener((now, before) -> scoringIs(now));
    parts.catalogCheck().setStateListener((now, before) -> failures.heed(now));
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
    Thread thread = new Thread(this::startStreams, "shotline-starter");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns where the service is in its life. */
  public ServiceState state() {
    return life.state();
  }

  /** Whether images are being scored, or will be after a rebalance that is under way. */
  public boolean isReady() {
    // Between the failure of a thread and its report, Streams shuts down already.
    return life.state() == ServiceState.READY && parts.scoring().state().isRunningOrRebalancing();
  }

  /** False once the service has failed or is closed. */
  public boolean isAlive() {
    return life.isAlive();
  }

  /**
   * Blocks until the service ends.
   *
   * @return what it failed with; empty if it was closed. After a failure close it all the same.
   */
  public Optional<Throwable> awaitEnd() throws InterruptedException {
    return life.awaitEnd();
  }

  /**
   * Returns how many images have no result yet, by partition; partitions of other instances are
   * left out.
   */
  public Map<TopicPartition, Long> consumerLag() {
    return ConsumerLag.of(
        settings.topics().images(),
        parts.scoring().metrics(),
        parts.lookAhead().unread(),
        parts.lookAhead()::waiting);
  }

  /**
   * Returns how many shots are not checked yet, over all instances: those that cannot be used are
   * not among the dead letters before. Asks the cluster.
   *
   * @throws ClusterException if it does not answer
   */
  public long uncheckedShots() {
    try (TopicAdmin admin = new TopicAdmin(settings.cluster(), settings.topics())) {
      return admin.unread(settings.catalogCheckId(), TopicRole.PROMPTS);
    }
  }

  /**
   * Returns the shots and products known at this moment.
   *
   * @throws InvalidStateStoreException if the stream does not run, has not yet or does not any
   *     more; reading what this returns throws it too when the stream has stopped meanwhile
   */
  public StreamsCatalog catalog() {
    return LiveCatalog.of(
        parts.scoring(), parts.revisions(), settings.standard(), parts.thresholds());
  }

  /**
   * Waits until the local copy has all shots and products that were committed before the call, and
   * returns it, as {@link #catalog} does.
   */
  public StreamsCatalog catalogOfNow() throws InterruptedException {
    parts.catalogCopy().catchUp();
    return catalog();
  }

  /**
   * Returns the ids of all products that have settings or shots, as {@link #catalog} knows them.
   */
  public Set<String> products() {
    Set<String> products = new TreeSet<>();
    CatalogProducts.forEach(parts.scoring(), products::add);
    return products;
  }

  /**
   * Stops: images in hand are finished and committed, those not begun are left for the next start
   * or another instance. Blocks up to the stop timeout and a little more. Takes every step, and
   * throws at the end what one failed with. Closing again does nothing.
   */
  @Override
  public void close() {
    synchronized (closingLock) {
      if (!life.stop()) {
        return;
      }
      try (Closing steps = new Closing()) {
        steps.add(life::end);
        steps.add(parts.catalogEnds()::close);
        steps.add(parts.lookAhead()::close);
        steps.add(() -> stop.run(life.isAlive()));
      }
    }
  }

  private void startStreams() {
    try {
      start.run();
    } catch (RuntimeException e) {
      // Streams that are closed before they have started complain.
      if (!life.isStopping()) {
        failures.end(e);
      }
    }
  }

  private void scoringIs(State now) {
    if (now == State.RUNNING && life.become(ServiceState.STARTING, ServiceState.READY)) {
      LOG.info("scoring images of topic {}", settings.topics().images());
    }
    failures.heed(now);
  }
}
