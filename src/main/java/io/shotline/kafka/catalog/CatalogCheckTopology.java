package io.shotline.kafka.catalog;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.product.Shot;
import io.shotline.core.result.Feedback;
import io.shotline.failure.OncePerMinuteEach;
import io.shotline.kafka.topic.RecordTime;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.FeedbackRecord;
import io.shotline.wire.Parsed;
import io.shotline.wire.ProductCodec;
import io.shotline.wire.ProductRecord;
import io.shotline.wire.ShotCodec;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Shots, products and feedback that cannot be used -> dead letters; other answers are counted. A
 * topology of its own, since global stores, which scoring reads shots and products through, cannot
 * send records anywhere.
 */
public final class CatalogCheckTopology {
  private static final String SHOTS = "prompts";
  private static final String PRODUCTS = "products";
  private static final String FEEDBACK = "feedback";
  private static final String CHECK_SHOT = "check-shot";
  private static final String CHECK_PRODUCT = "check-product";
  private static final String COUNT_FEEDBACK = "count-feedback";

  private CatalogCheckTopology() {}

  /**
   * The topology, to be run by one {@code KafkaStreams} or test driver.
   *
   * @param shotCheck says what is wrong with a shot's image, if anything; as {@link
   *     io.shotline.core.Scorer#check} does
   * @param feedback told of what people answer, not of what they acknowledge or shelve
   * @param ignored told of each record that cannot be used
   */
  public static Topology build(
      Topics topics,
      Function<EncodedImage, Optional<Rejection>> shotCheck,
      Consumer<Feedback> feedback,
      Consumer<Rejection> ignored) {
    requireNonNull(shotCheck, "shotCheck");
    requireNonNull(feedback, "feedback");
    requireNonNull(ignored, "ignored");
    OncePerMinuteEach words = new OncePerMinuteEach();
    Topology topology = new Topology();
    source(topology, SHOTS, topics.prompts());
    source(topology, PRODUCTS, topics.products());
    source(topology, FEEDBACK, topics.feedback());
    topology.addProcessor(
        CHECK_SHOT,
        () -> new CheckProcessor(record -> checkShot(record, shotCheck), ignored, words),
        SHOTS);
    topology.addProcessor(
        CHECK_PRODUCT,
        () -> new CheckProcessor(CatalogCheckTopology::checkProduct, ignored, words),
        PRODUCTS);
    topology.addProcessor(
        COUNT_FEEDBACK,
        () -> new CheckProcessor(record -> count(record, feedback), ignored, words),
        FEEDBACK);
    topology.addSink(
        "dead-letters",
        topics.deadLetters(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        CHECK_SHOT,
        CHECK_PRODUCT,
        COUNT_FEEDBACK);
    return topology;
  }

  private static void source(Topology topology, String name, String topic) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name,
        RecordTime.EXTRACTOR,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic);
  }

  private static Optional<Rejection> checkShot(
      Record<byte[], byte[]> record, Function<EncodedImage, Optional<Rejection>> shotCheck) {
    Parsed<Shot> parsed =
        ShotCodec.parse(record.value(), record.key(), Instant.ofEpochMilli(record.timestamp()));
    return parsed instanceof Parsed.Invalid<Shot> invalid
        ? Optional.of(invalid.rejection())
        : parsed.asOptional().map(Shot::image).flatMap(shotCheck);
  }

  private static Optional<Rejection> checkProduct(Record<byte[], byte[]> record) {
    Parsed<ProductRecord> parsed = ProductCodec.parse(record.value(), record.key());
    return parsed instanceof Parsed.Invalid<ProductRecord> invalid
        ? Optional.of(invalid.rejection())
        : Optional.empty();
  }

  private static Optional<Rejection> count(
      Record<byte[], byte[]> record, Consumer<Feedback> feedback) {
    Parsed<FeedbackRecord> parsed =
        FeedbackRecord.parse(
            record.value(), record.key(), Instant.ofEpochMilli(record.timestamp()));
    if (parsed instanceof Parsed.Invalid<FeedbackRecord> invalid) {
      return Optional.of(invalid.rejection());
    }
    if (parsed.orElseThrow() instanceof FeedbackRecord.Answer answer) {
      feedback.accept(answer.said());
    }
    return Optional.empty();
  }
}
