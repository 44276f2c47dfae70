package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.port.ScoringMonitor;
import io.shotline.kafka.catalog.CatalogCopy;
import io.shotline.kafka.catalog.CatalogProducts;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the streams of a service: topics, offsets, copy of the catalog, thresholds, then the
 * streams.
 */
final class StreamsStart {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsStart.class);

  private final StreamsSettings settings;
  private final StreamsParts parts;
  private final ScoringMonitor monitor;
  private final Clock clock;

  StreamsStart(StreamsSettings settings, StreamsParts parts, ScoringMonitor monitor, Clock clock) {
    this.settings = requireNonNull(settings, "settings");
    this.parts = requireNonNull(parts, "parts");
    this.monitor = requireNonNull(monitor, "monitor");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Blocks until the copy of shots and products is restored and images are about to be scored.
   *
   * @throws ClusterException if a topic is missing, results would be made twice, or the cluster
   *     does not answer
   * @throws IllegalStateException if the streams are closed meanwhile
   */
  void run() {
    KafkaStreams scoring = parts.scoring();
    CatalogCopy copy = parts.catalogCopy();
    try (TopicAdmin admin = new TopicAdmin(settings.cluster(), settings.topics());
        GroupStart start =
            new GroupStart(settings.cluster(), settings.topics(), settings.applicationId());
        InternalTopics internal =
            new InternalTopics(settings.cluster(), settings.topics(), settings.applicationId())) {
      admin.require(StreamsService.NEEDED);
      admin.largestRecord(TopicRole.EVIDENCE).ifPresent(parts.evidenceLimit()::topicTakes);
      start.settle(settings.from());
      internal.fit();
      copy.open(
          admin.ids(CatalogCopy.TOPICS),
          admin.tombstonesKept(CatalogCopy.TOPICS),
          scoring::cleanUp);
      Instant begun = clock.instant();
      if (settings.learns()) {
        // Returns when the thresholds are read: the first image must meet those of before.
        parts.learner().start();
      }
      scoring.start();
      copy.restored(begun);
      tellProducts();
      parts.catalogCheck().start();
    }
  }

  private void tellProducts() {
    try {
      CatalogProducts.forEach(parts.scoring(), monitor::productKnown);
    } catch (IllegalStateException | InvalidStateStoreException e) {
      // It must not stand for the reason why the stream ended meanwhile.
      LOG.debug("the products are not told", e);
    }
  }
}
