package io.shotline.kafka.line;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.LineUnavailableException;
import io.shotline.kafka.cluster.ClusterException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connects when it is first needed, and again after that failed: a service starts while brokers are
 * away. Safe for use by many threads.
 */
final class LazyConnection<T> implements AutoCloseable {
  private final Supplier<T> connect;
  private final Consumer<T> disconnect;
  private @Nullable T connection;
  private boolean closed;

  LazyConnection(Supplier<T> connect, Consumer<T> disconnect) {
    this.connect = requireNonNull(connect, "connect");
    this.disconnect = requireNonNull(disconnect, "disconnect");
  }

  /**
   * Calls with the connection.
   *
   * @throws LineUnavailableException if the cluster does not answer
   */
  <R> R call(Function<T, R> use) {
    try {
      return use.apply(connected());
    } catch (ClusterException e) {
      throw new LineUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  private synchronized T connected() {
    if (closed) {
      throw new ClusterException("the service ends", null);
    }
    T now = connection == null ? connect.get() : connection;
    connection = now;
    return now;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (connection != null) {
      disconnect.accept(connection);
    }
  }
}
