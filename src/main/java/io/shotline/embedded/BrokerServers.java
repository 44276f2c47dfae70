package io.shotline.embedded;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's broker and controller on one set of threads and logs, as {@link KafkaRaftServer} wires
 * them, but on sockets that are already bound. Used by the thread that starts and closes the
 * broker.
 */
final class BrokerServers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerServers.class);

  private final ControllerServer controller;
  private final BrokerServer broker;

  private BrokerServers(ControllerServer controller, BrokerServer broker) {
    this.controller = requireNonNull(controller, "controller");
    this.broker = requireNonNull(broker, "broker");
  }

  /** Starts both and waits until clients are served; a start that fails leaves nothing running. */
  static BrokerServers start(KafkaConfig config, BrokerSockets sockets) {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folder =
        KafkaRaftServer.initializeLogDirs(config, LOG, "");
    MetaPropertiesEnsemble properties = folder._1();
    SharedServer shared =
        new SharedServer(
            config,
            properties,
            Time.SYSTEM,
            Server.initializeMetrics(config, Time.SYSTEM, properties.clusterId().orElseThrow()),
            CompletableFuture.completedFuture(
                Map.of(BrokerProperties.NODE_ID, sockets.controllerAddress())),
            List.of(),
            new StandardFaultHandlerFactory(),
            sockets);
    BrokerServers servers =
        new BrokerServers(
            new ControllerServer(shared, KafkaRaftServer.configSchema(), folder._2()),
            new BrokerServer(shared));
    try {
      servers.controller.startup();
      servers.broker.startup();
      return servers;
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  /** Stops the broker, which needs the controller until its end, then the controller. */
  @Override
  public void close() {
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
  }
}
