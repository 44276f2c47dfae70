package io.shotline.embedded;

import io.shotline.kafka.cluster.MessageLimits;
import java.nio.file.Path;
import java.util.Properties;

/** Settings of a Kafka server that is alone, on a laptop, and holds large messages. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String BROKER_LISTENER = "PLAINTEXT";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  static Properties of(Path dataFolder, int port, int controllerPort, long partitionBytes) {
    Properties properties = new Properties();
    String controller = EmbeddedBroker.HOST + ":" + controllerPort;
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE_ID));
    properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put(
        "listeners",
        BROKER_LISTENER + "://" + EmbeddedBroker.HOST + ":" + port + ",CONTROLLER://" + controller);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", dataFolder.toString());
    properties.put("auto.create.topics.enable", "false");
    alone(properties);
    sized(properties);
    if (partitionBytes > 0) {
      properties.put("log.retention.bytes", Long.toString(partitionBytes));
      properties.put("log.segment.bytes", Long.toString(partitionBytes / 4));
      properties.put("log.retention.check.interval.ms", "10000");
      properties.put("log.segment.delete.delay.ms", "1000");
    }
    return properties;
  }

  /** There is no second broker to copy to, nor are there members worth waiting for. */
  private static void alone(Properties properties) {
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
  }

  private static void sized(Properties properties) {
    properties.put("message.max.bytes", Integer.toString(MessageLimits.DEAD_LETTER_BYTES));
    properties.put("replica.fetch.max.bytes", Integer.toString(MessageLimits.DEAD_LETTER_BYTES));
    // Requests wait for a thread with their images in memory; the default puts no bound on them.
    properties.put("queued.max.request.bytes", Integer.toString(4 * MessageLimits.RECORD_BYTES));
    properties.put("socket.send.buffer.bytes", "-1");
    properties.put("socket.receive.buffer.bytes", "-1");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
  }
}
