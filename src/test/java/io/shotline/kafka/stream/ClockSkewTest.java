package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.shotline.core.ImageEvent;
import io.shotline.core.result.ScoredImage;
import io.shotline.metrics.Metrics;
import io.shotline.testing.LabelModel;
import io.shotline.testing.LogLines;
import io.shotline.wire.ImageEventCodec;
import io.shotline.wire.ScoredImageCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cameras and senders whose clocks are wrong: their images are scored and measured all the same.
 */
class ClockSkewTest extends ScoringDriver<LabelModel> {
  ClockSkewTest() {
    super(new LabelModel());
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0, 0", // no latency
    "0001-01-01T00:00:00Z, 1, 0",
    "9999-12-31T23:59:59.999999999Z, 9223372036854775807, 0",
    "2026-02-04T04:05:09Z, 253402300800000, 0", // two seconds ahead
    "2026-02-04T04:05:06.500Z, 1770000000000, 0.5"
  })
  void shouldMeasureTheAgeAndDateResultsByTheTimeOfScoring(
      Instant capturedAt, long recordTime, double age) {
    long before = System.currentTimeMillis();
    add(shot(PRODUCT, "s1"));
    ImageEvent event = new ImageEvent("e1", "camera-3", PRODUCT, capturedAt, image(0.7), Map.of());
    byte[] value = ImageEventCodec.toBytes(event);

    images.pipeInput(new TestRecord<>(utf8("camera-3"), value, new RecordHeaders(), recordTime));
    sent++;

    TestRecord<byte[], byte[]> score = scores.readRecord();
    assertThat(score.timestamp()).isBetween(before - 60_000, System.currentTimeMillis());
    assertThat(anomalies.readRecord().timestamp()).isEqualTo(score.timestamp());
    ScoredImage image = ScoredImageCodec.parse(score.value()).asOptional().orElseThrow().image();
    assertThat(image.capturedAt()).isEqualTo(capturedAt);
    assertThat(endToEndSeconds(image)).isEqualTo(age);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 20488 days behind",
    "2026-02-04T04:05:09.500Z, 2 s ahead of the clock",
    "2026-02-04T04:05:08Z, 1 s ahead of the clock",
    "2026-02-03T04:05:06.999Z, 86400 s behind"
  })
  void shouldSayOnceAMinuteThatAClockIsWrong(Instant capturedAt, String off) {
    add(shot(PRODUCT, "s1"));

    try (LogLines log = new LogLines()) {
      for (String id : List.of("e1", "e2", "e3")) {
        send(new ImageEvent(id, "camera\n3", PRODUCT, capturedAt, image(0.1), Map.of()));
      }
      assertThat(log.warningsOf("ImageLog")).hasSize(1);
      assertThat(log.warningsOf("ImageLog").get(0))
          .contains("camera camera\\u000a3: captured_at " + capturedAt + " of event e1 is " + off)
          .contains("set the camera's clock");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-04T04:05:07.999Z", "2026-02-03T04:05:07Z"})
  void shouldSayNothingOfAClockThatMayBeRight(Instant capturedAt) {
    add(shot(PRODUCT, "s1"));

    try (LogLines log = new LogLines()) {
      send(new ImageEvent("e1", "camera-3", PRODUCT, capturedAt, image(0.1), Map.of()));
      assertThat(log.warningsOf("ImageLog")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 253402300800000L, Long.MAX_VALUE})
  void shouldDateDeadLettersByTheTimeOfRefusal(long recordTime) {
    long before = System.currentTimeMillis();

    images.pipeInput(new TestRecord<>(null, utf8("no image"), new RecordHeaders(), recordTime));
    sent++;

    assertThat(deadLetters.readRecord().timestamp())
        .isBetween(before - 60_000, System.currentTimeMillis());
  }

  /** What the metrics make of it, in which nothing may be negative or no number. */
  private double endToEndSeconds(ScoredImage image) {
    CollectorRegistry registry = new CollectorRegistry();
    new Metrics(registry, model.card(), Clock.systemUTC(), Duration.ofMinutes(1)).scored(image);
    for (MetricFamilySamples family : Collections.list(registry.metricFamilySamples())) {
      assertThat(family.samples)
          .filteredOn(sample -> sample.name.startsWith("shotline_"))
          .allMatch(sample -> sample.value >= 0);
    }
    return registry.getSampleValue("shotline_end_to_end_seconds_sum");
  }
}
