package io.shotline.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Holds the two sockets that a broker listens on, bound before Kafka is configured. Kafka takes
 * these very sockets, so no other process can take a port between choosing it and listening. Made
 * and closed by the thread that starts the broker.
 */
final class BrokerSockets implements ServerSocketFactory, AutoCloseable {
  /** Connections that wait until Kafka accepts them; Kafka's own default. */
  private static final int BACKLOG = 50;

  /** {@link EmbeddedBroker#HOST}, also where the JVM prefers addresses of IPv6. */
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final ServerSocketChannel broker;
  private final ServerSocketChannel controller;
  private final Map<String, ServerSocketChannel> byListener;

  private BrokerSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
    this.broker = requireNonNull(broker, "broker");
    this.controller = requireNonNull(controller, "controller");
    this.byListener =
        Map.of(
            BrokerProperties.BROKER_LISTENER,
            broker,
            BrokerProperties.CONTROLLER_LISTENER,
            controller);
  }

  /**
   * Binds both sockets.
   *
   * @param port for clients; 0 takes a free one. The controller always takes a free one.
   * @throws BrokerStartException if the port cannot be listened on
   */
  static BrokerSockets bind(int port) {
    ServerSocketChannel broker = null;
    try {
      broker = bound(port);
      return new BrokerSockets(broker, bound(0));
    } catch (IOException | IllegalArgumentException e) {
      if (broker != null) {
        closeQuietly(broker);
      }
      throw new BrokerStartException(
          "the embedded broker cannot listen on port "
              + port
              + " ("
              + e.getMessage()
              + "); choose another one, or 0 for any",
          e);
    }
  }

  int port() {
    return broker.socket().getLocalPort();
  }

  int controllerPort() {
    return controllerAddress().getPort();
  }

  InetSocketAddress controllerAddress() {
    return (InetSocketAddress) controller.socket().getLocalSocketAddress();
  }

  /** Gives Kafka the socket of a listener; from then on Kafka closes it. */
  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) {
    return requireNonNull(byListener.get(listener), listener);
  }

  /** Closes what Kafka did not; a socket that is closed already stays so. */
  @Override
  public void close() {
    closeQuietly(broker);
    closeQuietly(controller);
  }

  private static ServerSocketChannel bound(int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
      return channel;
    } catch (IOException | IllegalArgumentException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  private static void closeQuietly(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket cannot be closed: " + e.getMessage(), e);
    }
  }
}
