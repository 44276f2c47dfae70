package io.shotline.embedded;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Closing;
import io.shotline.folder.UnsafeFolderException;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own server, broker and controller in one, inside this process and reachable from this
 * machine only. Whoever starts it closes it, after all of its clients. Start and close block their
 * caller for a few seconds; the server runs on threads of its own.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** The only address listened on. */
  public static final String HOST = "127.0.0.1";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final BrokerServers servers;
  private final BrokerStorage storage;
  private final BrokerSockets sockets;
  private final int port;

  private EmbeddedBroker(BrokerServers servers, BrokerStorage storage, BrokerSockets sockets) {
    this.servers = requireNonNull(servers, "servers");
    this.storage = requireNonNull(storage, "storage");
    this.sockets = requireNonNull(sockets, "sockets");
    this.port = sockets.port();
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
   * @param dataFolder made if it does not exist, for this user alone
   * @param port to listen on; 0 takes a free one
   * @throws BrokerStartException if the port or the folder is in use, or the folder not writable
   * @throws UnsafeFolderException if other users could have written to the folder
   */
  public static EmbeddedBroker in(Path dataFolder, int port) {
    return start(BrokerStorage.kept(dataFolder), port, 0);
  }

  /**
   * Requires that a broker could keep its data in a folder now. Makes nothing where there is none.
   *
   * @throws BrokerStartException if the folder is in use or could not be made
   * @throws UnsafeFolderException if other users could have written to the folder
   */
  public static void requireUsable(Path dataFolder) {
    BrokerStorage.kept(dataFolder).requireUsable();
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
    try (Closing steps = new Closing()) {
      steps.add(storage::close);
      steps.add(sockets::close);
      steps.add(servers::close);
    }
  }

  private static EmbeddedBroker start(BrokerStorage storage, int wantedPort, long partitionBytes) {
    BrokerSockets sockets = null;
    try {
      storage.open();
      sockets = BrokerSockets.bind(wantedPort);
      return new EmbeddedBroker(
          startServers(storage.folder(), sockets, partitionBytes), storage, sockets);
    } catch (RuntimeException e) {
      if (sockets != null) {
        sockets.close();
      }
      storage.close();
      throw e instanceof BrokerStartException || e instanceof UnsafeFolderException
          ? e
          : new BrokerStartException("the embedded broker did not start: " + e.getMessage(), e);
    }
  }

  private static BrokerServers startServers(
      Path folder, BrokerSockets sockets, long partitionBytes) {
    long start = System.nanoTime();
    KafkaConfig config =
        KafkaConfig.fromProps(
            BrokerProperties.of(folder, sockets.port(), sockets.controllerPort(), partitionBytes),
            false);
    BrokerServers servers = BrokerServers.start(config, sockets);
    long millis = (System.nanoTime() - start) / 1_000_000;
    LOG.info(
        "embedded broker on {}:{}, up in {} ms, data in {}", HOST, sockets.port(), millis, folder);
    return servers;
  }
}
