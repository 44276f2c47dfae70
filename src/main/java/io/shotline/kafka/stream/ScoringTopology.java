package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.StandardSettings;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.kafka.ahead.LookAhead;
import io.shotline.kafka.catalog.CatalogRevisions;
import io.shotline.kafka.catalog.CatalogStores;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.Topics;
import java.time.Clock;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * images -> score -> scores, anomalies, evidence, dead letters; shots and products as global
 * stores, judged events as a store of each partition.
 */
final class ScoringTopology {
  private static final String IMAGES = "images";
  private static final String SCORE = "score";

  private ScoringTopology() {}

  /**
   * The topology, to be run by one {@code KafkaStreams} or test driver.
   *
   * @param lookAhead blocks the stream threads; owned by the caller, who closes it afterwards
   * @param monitor told of the outcome of every image, and of products when they change
   * @param standard of products whose settings leave it open
   * @param repeats of cameras that are noticed; the topology is the same for all
   * @param learnt thresholds, as they are when an image's turn comes
   * @param evidence which images of alerts are kept
   * @param evidenceLimit how large they may be, as it is when an image's turn comes
   * @param clock dates results on topics that do not take the broker's time
   */
  static Topology build(
      Topics topics,
      LookAhead lookAhead,
      ScoringMonitor monitor,
      CatalogRevisions revisions,
      StandardSettings standard,
      RepeatSettings repeats,
      LearntThresholds learnt,
      EvidenceSettings evidence,
      EvidenceLimit evidenceLimit,
      Clock clock) {
    requireNonNull(lookAhead, "lookAhead");
    requireNonNull(monitor, "monitor");
    Topology topology = new Topology();
    CatalogStores.addTo(topology, topics, revisions, monitor);
    topology.addSource(
        AutoOffsetReset.earliest(),
        IMAGES,
        RecordTime.EXTRACTOR,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topics.images());
    topology.addProcessor(
        SCORE,
        () ->
            new ScoreProcessor(
                lookAhead,
                monitor,
                revisions,
                standard,
                repeats,
                learnt,
                evidence,
                evidenceLimit,
                clock),
        IMAGES);
    topology.addStateStore(JudgedEvents.store(), SCORE);
    sink(topology, ScoreProcessor.SCORES, topics.scores());
    sink(topology, ScoreProcessor.ANOMALIES, topics.anomalies());
    sink(topology, ScoreProcessor.EVIDENCE, topics.evidence());
    sink(topology, ScoreProcessor.DEAD_LETTERS, topics.deadLetters());
    return topology;
  }

  private static void sink(Topology topology, String name, String topic) {
    topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), SCORE);
  }
}
