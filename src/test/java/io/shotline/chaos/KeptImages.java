package io.shotline.chaos;

import io.shotline.core.ImageEvent;
import io.shotline.core.result.EvidenceState;
import io.shotline.wire.AlertCodec;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.EvidenceCodec;
import io.shotline.wire.EvidenceRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The images of alerts that are kept.
 *
 * @param events of their records, in order
 * @param wrong those whose bytes, result, key or partition are not those that were sent or alerted
 */
record KeptImages(List<String> events, List<String> wrong) {
  private record Alerted(ConsumerRecord<byte[], byte[]> record, AlertRecord alert) {}

  static KeptImages of(
      List<ConsumerRecord<byte[], byte[]>> kept,
      List<ConsumerRecord<byte[], byte[]>> alerts,
      Map<String, ImageEvent> sent) {
    Map<String, Alerted> alerted = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : alerts) {
      AlertRecord alert = AlertCodec.parse(record.value()).asOptional().orElseThrow();
      alerted.put(alert.image().eventId(), new Alerted(record, alert));
    }
    List<String> events = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : kept) {
      EvidenceRecord evidence = EvidenceCodec.parse(record.value()).asOptional().orElseThrow();
      String event = evidence.scored().image().eventId();
      events.add(event);
      if (!Arrays.equals(sent.get(event).image().bytes(), evidence.image().bytes())
          || !isOf(record, evidence, alerted.get(event))) {
        wrong.add(event);
      }
    }
    return new KeptImages(events, wrong);
  }

  private static boolean isOf(
      ConsumerRecord<byte[], byte[]> record, EvidenceRecord evidence, @Nullable Alerted of) {
    return of != null
        && of.alert().evidence() == EvidenceState.KEPT
        && of.alert().scored().equals(evidence.scored())
        && Arrays.equals(of.record().key(), record.key())
        && of.record().partition() == record.partition();
  }
}
