package io.shotline.kafka.history;

import io.shotline.kafka.cluster.OffsetRange;
import io.shotline.kafka.cluster.TopicPositions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where to begin to read the newest records of a topic: all of them since a time, by the
 * broker's clock, however they are spread over its partitions.
 *
 * @param since all records of this time and later are in the ranges; {@link Instant#EPOCH}: all
 *     that there are
 */
record NewestOffsets(Instant since, Map<TopicPartition, OffsetRange> ranges) {
  NewestOffsets {
    ranges = Map.copyOf(ranges);
  }

  /**
   * Asks for them, a few times: the time is halved until it fits.
   *
   * @param least offsets that are wanted; a few more are found, all where there are fewer
   */
  static NewestOffsets find(
      Consumer<?, ?> consumer, List<TopicPartition> partitions, long least, Instant now) {
    NewestOffsets enough = since(consumer, partitions, Instant.EPOCH);
    long early = oldest(consumer, partitions, now);
    long late = now.toEpochMilli();
    while (late - early > 1 && enough.size() > least + least / 4) {
      long middle = early + (late - early) / 2;
      NewestOffsets found = since(consumer, partitions, Instant.ofEpochMilli(middle));
      if (found.size() >= least) {
        enough = found;
        early = middle;
      } else {
        late = middle;
      }
    }
    return enough;
  }

  private long size() {
    return ranges.values().stream().mapToLong(OffsetRange::size).sum();
  }

  private static NewestOffsets since(
      Consumer<?, ?> consumer, List<TopicPartition> partitions, Instant time) {
    return new NewestOffsets(time, TopicPositions.between(consumer, partitions, time, null));
  }

  private static long oldest(
      Consumer<?, ?> consumer, List<TopicPartition> partitions, Instant now) {
    Map<TopicPartition, Long> sinceEver = new HashMap<>();
    partitions.forEach(partition -> sinceEver.put(partition, 0L));
    return consumer.offsetsForTimes(sinceEver).values().stream()
        .filter(Objects::nonNull)
        .mapToLong(first -> first.timestamp())
        .min()
        .orElse(now.toEpochMilli());
  }
}
