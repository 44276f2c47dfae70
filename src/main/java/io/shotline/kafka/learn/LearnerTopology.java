package io.shotline.kafka.learn;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.Topics;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * scores, feedback -> few bytes of each, by product, camera, model and view -> learners ->
 * thresholds -> index. An application of its own: images wait for none of it.
 */
public final class LearnerTopology {
  /** The topic between can never have others. */
  private static final int PARTITIONS = 8;

  private static final String HEARD = "heard";

  private LearnerTopology() {}

  /** Returns the topics that Kafka Streams makes for an application of this topology. */
  public static List<String> internalTopics(String applicationId) {
    return List.of(
        applicationId + "-" + HEARD + "-repartition",
        applicationId + "-" + LearnerStore.STORE + "-changelog");
  }

  /**
   * The topology, to be run by one {@code KafkaStreams} or test driver.
   *
   * @param index filled before the streams run, and kept up to date
   * @param clock paces what is written
   */
  public static Topology build(Topics topics, ThresholdIndex index, Clock clock) {
    requireNonNull(index, "index");
    requireNonNull(clock, "clock");
    Serde<byte[]> bytes = Serdes.ByteArray();
    StreamsBuilder builder = new StreamsBuilder();
    LearningIndex settings = new LearningIndex();
    global(builder, ThresholdReader.STORE, topics.thresholds(), () -> new ThresholdReader(index));
    global(builder, LearningReader.STORE, topics.products(), () -> new LearningReader(settings));
    builder.addStateStore(LearnerStore.store());
    Consumed<byte[], byte[]> fromTheStart =
        Consumed.with(bytes, bytes)
            .withTimestampExtractor(RecordTime.EXTRACTOR)
            .withOffsetResetPolicy(AutoOffsetReset.earliest());
    builder.stream(topics.scores(), fromTheStart)
        .process(ScoreListener::new)
        .merge(builder.stream(topics.feedback(), fromTheStart).process(AnswerListener::new))
        .repartition(
            Repartitioned.with(bytes, bytes).withName(HEARD).withNumberOfPartitions(PARTITIONS))
        .process(() -> new LearnProcessor(settings, clock), LearnerStore.STORE)
        .to(topics.thresholds(), Produced.with(bytes, bytes));
    return builder.build();
  }

  private static void global(
      StreamsBuilder builder,
      String store,
      String topic,
      ProcessorSupplier<byte[], byte[], Void, Void> reader) {
    builder.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(store), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled(),
        topic,
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
            .withTimestampExtractor(RecordTime.EXTRACTOR),
        reader);
  }
}
