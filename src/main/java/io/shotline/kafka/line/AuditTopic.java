package io.shotline.kafka.line;

import io.shotline.core.line.Audit;
import io.shotline.core.line.AuditEntry;
import io.shotline.kafka.cluster.ClusterReplies;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicRole;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.AuditCodec;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What people changed, on its topic. */
public final class AuditTopic implements Audit, AutoCloseable {
  private final LazyConnection<Producer<byte[], byte[]>> producer;
  private final ClusterReplies answers;
  private final String topic;

  /** Makes it; connects when it is first needed. */
  public AuditTopic(ClusterSettings cluster, Topics topics) {
    this.topic = topics.audit();
    this.answers = new ClusterReplies(cluster);
    this.producer =
        new LazyConnection<>(
            () -> {
              TopicAdmin.require(cluster, topics, TopicRole.AUDIT);
              return cluster.open(() -> new KafkaProducer<>(cluster.producer()));
            },
            open -> open.close(Duration.ofSeconds(10)));
  }

  @Override
  public void requireReady() {
    producer.call(open -> open);
  }

  @Override
  public void write(AuditEntry entry) {
    producer.call(
        open ->
            answers.get(
                open.send(
                    new ProducerRecord<>(topic, AuditCodec.key(entry), AuditCodec.toBytes(entry))),
                "writing to topic " + topic));
  }

  @Override
  public void close() {
    producer.close();
  }
}
