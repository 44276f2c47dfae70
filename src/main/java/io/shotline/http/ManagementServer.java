package io.shotline.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves metrics and health to Prometheus and Kubernetes, and the judgement of single images. Owns
 * its threads, all daemons: one event loop, two workers for health, one for scrapes and eight for
 * images, so that neither a slow scrape nor images hold up health.
 */
public final class ManagementServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
  private static final int HEALTH_THREADS = 2;
  private static final int IDLE_SECONDS = 60;
  private static final int WAIT_SECONDS = 10;

  private final Vertx vertx;
  private final int port;

  private ManagementServer(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /**
   * Starts a server; returns when it accepts connections.
   *
   * @param host name or address of the interface, such as 127.0.0.1
   * @param port 0 picks a free one
   * @throws IOException if it cannot listen there; the message says where and what to do
   */
  public static ManagementServer start(String host, int port, ManagementEndpoints endpoints)
      throws IOException {
    requireNonNull(host, "host");
    requireNonNull(endpoints, "endpoints");
    Vertx vertx = vertx();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setIdleTimeout(IDLE_SECONDS)
            // An upgrade in the middle of a request with a body gains nothing here.
            .setHttp2ClearTextEnabled(false);
    try {
      HttpServer server = await(listen(vertx, options, endpoints));
      LOG.info("metrics and health on http://{}:{}", host, server.actualPort());
      return new ManagementServer(vertx, server.actualPort());
    } catch (ExecutionException | TimeoutException e) {
      closeAndWait(vertx);
      throw cannotListen(host, port, e);
    }
  }

  private static Future<HttpServer> listen(
      Vertx vertx, HttpServerOptions options, ManagementEndpoints endpoints) {
    Connections connections = new Connections(vertx);
    ScoreRoute score =
        new ScoreRoute(
            vertx,
            connections,
            vertx.createSharedWorkerExecutor("shotline-score", ScoreRoute.MOST_IMAGES),
            endpoints.score(),
            endpoints.ready(),
            endpoints.guard());
    Router router =
        new ManagementRoutes(
                vertx, vertx.createSharedWorkerExecutor("shotline-scrape", 1), score, endpoints)
            .router();
    return vertx
        .createHttpServer(options)
        .connectionHandler(connections::opened)
        .requestHandler(
            request -> {
              connections.began(request);
              router.handle(request);
            })
        .listen();
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** Stops listening, drops open connections, ends the threads; returns when that is done. */
  @Override
  public void close() {
    closeAndWait(vertx);
  }

  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(HEALTH_THREADS)
            .setUseDaemonThread(true)
            // Nothing is served from files, so no cache folder either.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  private static IOException cannotListen(String host, int port, Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String where = host + ":" + port;
    return new IOException(
        "cannot serve metrics and health on "
            + where
            + " ("
            + cause.getMessage()
            + "); choose another port with --metrics-port",
        cause);
  }

  private static void closeAndWait(Vertx vertx) {
    try {
      await(vertx.close());
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the server of metrics and health did not close cleanly", e);
    }
  }

  private static <T> T await(Future<T> future) throws ExecutionException, TimeoutException {
    try {
      return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(e);
    }
  }
}
