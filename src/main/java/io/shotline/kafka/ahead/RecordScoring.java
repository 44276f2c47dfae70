package io.shotline.kafka.ahead;

import static java.util.Objects.requireNonNull;

import io.shotline.core.AgeLimit;
import io.shotline.core.ImageEvent;
import io.shotline.core.PreparedImage;
import io.shotline.core.Scorer;
import io.shotline.core.UnjudgedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.product.Catalog;
import io.shotline.core.product.ProductState;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Subject;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.kafka.cluster.RefusedBatch;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.SourceRecords;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.Parsed;
import io.shotline.wire.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;

/**
 * From the record of an image to its outcome: the score ahead of the turn, the verdict in it. Safe
 * for use by many threads.
 */
final class RecordScoring {
  private final Scorer scorer;
  private final AgeLimit ageLimit;

  RecordScoring(Scorer scorer, AgeLimit ageLimit) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.ageLimit = requireNonNull(ageLimit, "ageLimit");
  }

  /** Scores an image ahead of its turn; blocks until the score is there. */
  BegunImage begin(ConsumerRecord<byte[], byte[]> record, Catalog catalog)
      throws InterruptedException {
    Record<byte[], byte[]> polled =
        new Record<>(record.key(), record.value(), RecordTime.of(record), record.headers());
    Parsed<ImageEvent> event = parse(SourceRecords.of(record), polled);
    return event instanceof Parsed.Invalid<ImageEvent> invalid
        ? new BegunImage.Unreadable(invalid.rejection())
        : begin(scorer.prepare(event.orElseThrow(), catalog), polled.timestamp(), catalog);
  }

  /**
   * Returns the outcome, by what the product is now; empty if the image must be scored anew, since
   * its shots changed or it was not to be scored before.
   *
   * @param repeats knows what was judged before
   */
  Optional<TakenImage> judge(BegunImage begun, RepeatCheck repeats, Catalog catalog) {
    if (begun instanceof BegunImage.Unreadable unreadable) {
      return Optional.of(TakenImage.of(unreadable.rejection()));
    }
    BegunImage.Read read = (BegunImage.Read) begun;
    return repeats.isRepeat(read.subject(), read.picture())
        ? Optional.of(repeat(read.subject()))
        : judge(read, ProductState.of(catalog, read.subject().productId()), catalog.learnt());
  }

  /** Takes both steps in the record's turn; blocks until the outcome is there. */
  TakenImage score(
      SourceRecord source, Record<byte[], byte[]> record, RepeatCheck repeats, Catalog catalog)
      throws InterruptedException {
    Parsed<ImageEvent> event = parse(source, record);
    if (event instanceof Parsed.Invalid<ImageEvent> invalid) {
      return TakenImage.of(invalid.rejection());
    }
    Subject subject = event.orElseThrow().subject();
    if (repeats.isRepeat(subject, TakenImage.picture(event.orElseThrow().image()))) {
      return repeat(subject);
    }
    PreparedImage image = scorer.prepare(event.orElseThrow(), catalog);
    // As it was prepared: a product that changes all the time must not hold an image for ever.
    BegunImage.Read read = begin(image, record.timestamp(), catalog);
    return judge(read, image.product(), catalog.learnt()).orElseThrow();
  }

  private TakenImage repeat(Subject subject) {
    return new TakenImage(scorer.skip(subject, Skip.DUPLICATE), TakenImage.NO_PICTURE, subject);
  }

  private BegunImage.Read begin(PreparedImage image, long published, Catalog catalog)
      throws InterruptedException {
    Duration age = ageLimit.age(Instant.ofEpochMilli(published));
    // Not even begun, so that the line catches up after a stall.
    boolean isTooOld = ageLimit.check(image.product().settings(), age).isPresent();
    UnjudgedImage scored = isTooOld ? null : scorer.compare(image, catalog);
    long picture = TakenImage.picture(image.event().image());
    return new BegunImage.Read(image.event().subject(), age, picture, scored);
  }

  private Optional<TakenImage> judge(
      BegunImage.Read read, ProductState now, LearntThresholds learnt) {
    return outcome(read, now, learnt)
        .map(outcome -> new TakenImage(outcome, read.picture(), read.subject()));
  }

  private Optional<Outcome> outcome(
      BegunImage.Read read, ProductState now, LearntThresholds learnt) {
    Optional<Skip> skip = ageLimit.check(now.settings(), read.age());
    if (skip.isPresent()) {
      return Optional.of(scorer.skip(read.subject(), skip.get()));
    }
    UnjudgedImage scored = read.image();
    return scored == null ? Optional.empty() : scored.judge(now, learnt);
  }

  private static Parsed<ImageEvent> parse(SourceRecord source, Record<byte[], byte[]> record) {
    Optional<Rejection> refused =
        RefusedBatch.rejection(record.key(), record.value(), record.headers());
    return refused.isPresent()
        ? new Parsed.Invalid<>(refused.get())
        : ImageEventCodec.parse(
            record.value(), record.key(), source, Instant.ofEpochMilli(record.timestamp()));
  }
}
