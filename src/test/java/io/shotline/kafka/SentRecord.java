package io.shotline.kafka;

import static io.shotline.testing.StreamSamples.utf8;

import io.shotline.kafka.stream.Mutation;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;

/** A record as a broken sender might make it; key and value may be null. */
public record SentRecord(byte[] key, byte[] value, Headers headers, long timestamp) {
  /** Headers that are like ours, like nothing, or without a value. */
  private static final Arbitrary<Headers> HEADERS =
      Combinators.combine(
              Arbitraries.of(
                  "reason", "origin-offset", "omitted-bytes", "trace", "", "\u0000\ud83d"),
              Arbitraries.bytes().array(byte[].class).ofMaxSize(9).injectNull(0.2))
          .as((name, value) -> new RecordHeaders().add(name, value))
          .list()
          .ofMaxSize(3)
          .map(all -> all.stream().reduce(new RecordHeaders(), SentRecord::joined));

  /** From 1970 to beyond what any calendar knows; the test driver takes no negative ones. */
  private static final Arbitrary<Long> TIMESTAMPS =
      Arbitraries.oneOf(
          Arbitraries.of(0L, 1_770_000_000_000L, 253_402_300_800_000L, Long.MAX_VALUE),
          Arbitraries.longs().between(0, Long.MAX_VALUE));

  /** Mostly the key, with changes, now and then none. */
  public static Arbitrary<SentRecord> of(String key, Arbitrary<byte[]> values) {
    Arbitrary<byte[]> keys =
        Mutation.some().map(changes -> Mutation.apply(changes, utf8(key))).injectNull(0.05);
    return Combinators.combine(
            Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(utf8(key))), Tuple.of(1, keys)),
            changed(values).injectNull(0.05),
            HEADERS,
            TIMESTAMPS)
        .as(SentRecord::new);
  }

  /** The bytes with none, one or a few changes. */
  public static Arbitrary<byte[]> changed(Arbitrary<byte[]> bytes) {
    return Combinators.combine(Mutation.some(), bytes).as(Mutation::apply);
  }

  public TestRecord<byte[], byte[]> produced() {
    return new TestRecord<>(key, value, headers, timestamp);
  }

  public ConsumerRecord<byte[], byte[]> polled(TopicPartition from, long offset) {
    return new ConsumerRecord<>(
        from.topic(),
        from.partition(),
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static Headers joined(Headers all, Headers more) {
    more.forEach(all::add);
    return all;
  }
}
