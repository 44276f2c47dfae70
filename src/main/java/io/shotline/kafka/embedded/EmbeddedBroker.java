package io.shotline.kafka.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own server, broker and controller in one, inside this process and reachable from this
 * machine only. Whoever starts it closes it, after all of its clients. Start and close block their
 * caller for a few seconds; the server runs on threads of its own.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** The only address listened on. */
  static final String HOST = "127.0.0.1";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final int ATTEMPTS = 3;

  private final KafkaRaftServer server;
  private final BrokerStorage storage;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, BrokerStorage storage, int port) {
    this.server = requireNonNull(server, "server");
    this.storage = requireNonNull(storage, "storage");
    this.port = port;
  }

  /**
   * Starts a broker whose data is deleted when it is closed.
   *
   * @param port to listen on; 0 takes a free one
   * @throws BrokerStartException if the port is in use
   */
  public static EmbeddedBroker temporary(int port) {
    return start(BrokerStorage.temporary(), port, 0);
  }

  /**
   * Starts a temporary broker that forgets old records, for load without end.
   *
   * @param partitionBytes about how much is kept of each partition, read or not; topics that are
   *     compacted keep all
   */
  public static EmbeddedBroker temporary(int port, long partitionBytes) {
    return start(BrokerStorage.temporary(), port, partitionBytes);
  }

  /**
   * Starts a broker that keeps its data; a later start on the same folder finds topics and records
   * again.
   *
   * @param dataFolder made if it does not exist
   * @param port to listen on; 0 takes a free one
   * @throws BrokerStartException if the port or the folder is in use, or the folder not writable
   */
  public static EmbeddedBroker in(Path dataFolder, int port) {
    return start(BrokerStorage.kept(dataFolder), port, 0);
  }

  /** Where clients on this machine connect: host and port. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  public Path dataFolder() {
    return storage.folder();
  }

  /** Stops the server and waits for it. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    storage.close();
  }

  private static EmbeddedBroker start(BrokerStorage storage, int wantedPort, long partitionBytes) {
    try {
      storage.open();
      for (int attempt = 1; ; attempt++) {
        int port = wantedPort == 0 ? freePort() : requireFree(wantedPort);
        try {
          return new EmbeddedBroker(
              startServer(storage.folder(), port, partitionBytes), storage, port);
        } catch (KafkaException e) {
          // Between asking for a free port and binding it, another process may have taken it.
          if (!String.valueOf(e.getMessage()).contains("bind") || attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    } catch (RuntimeException e) {
      storage.close();
      throw e instanceof BrokerStartException
          ? e
          : new BrokerStartException("the embedded broker did not start: " + e.getMessage(), e);
    }
  }

  private static KafkaRaftServer startServer(Path folder, int port, long partitionBytes) {
    long start = System.nanoTime();
    KafkaConfig config =
        KafkaConfig.fromProps(BrokerProperties.of(folder, port, freePort(), partitionBytes), false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    long millis = (System.nanoTime() - start) / 1_000_000;
    LOG.info("embedded broker on {}:{}, up in {} ms, data in {}", HOST, port, millis, folder);
    return server;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerStartException("no free port on " + HOST, e);
    }
  }

  private static int requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return port;
    } catch (IOException | IllegalArgumentException e) {
      throw new BrokerStartException(
          "the embedded broker cannot listen on port "
              + port
              + " ("
              + e.getMessage()
              + "); choose another one, or 0 for any",
          e);
    }
  }
}
