package io.shotline.kafka.catalog;

import static io.shotline.failure.ForeignText.shown;
import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Rejection;
import io.shotline.failure.OncePerMinuteEach;
import io.shotline.kafka.cluster.RefusedBatch;
import io.shotline.kafka.topic.DeadLetters;
import io.shotline.kafka.topic.SourceRecords;
import io.shotline.wire.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards, as dead letters, the records that a check finds something wrong with. */
final class CheckProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final int MOST_CHARACTERS = 300;
  private static final Logger LOG = LoggerFactory.getLogger(CheckProcessor.class);

  private final Function<Record<byte[], byte[]>, Optional<Rejection>> check;
  private final Consumer<Rejection> ignored;
  private final OncePerMinuteEach words;
  private @Nullable ProcessorContext<byte[], byte[]> context;

  /**
   * @param ignored told of each of them
   * @param words say when to log one, by topic and reason
   */
  CheckProcessor(
      Function<Record<byte[], byte[]>, Optional<Rejection>> check,
      Consumer<Rejection> ignored,
      OncePerMinuteEach words) {
    this.check = requireNonNull(check, "check");
    this.ignored = requireNonNull(ignored, "ignored");
    this.words = requireNonNull(words, "words");
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Optional<Rejection> refused =
        RefusedBatch.rejection(record.key(), record.value(), record.headers());
    refused.ifPresent(rejection -> reject(record, rejection));
    // A tombstone: the shot, product or feedback was removed.
    if (record.value() != null) {
      check.apply(record).ifPresent(rejection -> reject(record, rejection));
    }
  }

  private void reject(Record<byte[], byte[]> record, Rejection rejection) {
    ProcessorContext<byte[], byte[]> to = requireNonNull(context, "init comes first");
    SourceRecord source = SourceRecords.of(to);
    OptionalLong unsaid = words.due(source.topic() + " " + rejection.reason());
    if (unsaid.isPresent()) {
      LOG.warn(
          "record {} of {} is ignored, see the dead letters: {} ({} more since the last line)",
          source,
          shown(record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8)),
          shown(rejection.toString(), MOST_CHARACTERS),
          unsaid.getAsLong());
    }
    ignored.accept(rejection);
    to.forward(DeadLetters.letter(record, source, rejection, to.currentSystemTimeMs()));
  }
}
