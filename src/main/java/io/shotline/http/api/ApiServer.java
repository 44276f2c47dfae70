package io.shotline.http.api;

import static java.util.Objects.requireNonNull;

import io.shotline.core.line.Audit;
import io.shotline.http.Connections;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the API. Owns its threads, all daemons: one event loop and eight workers. */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final int WORKERS = 8;
  private static final int IDLE_SECONDS = 60;

  /** Ids have up to 1024 characters, of up to twelve bytes each in a path. */
  private static final int MOST_LINE_BYTES = 64 << 10;

  private static final int WAIT_SECONDS = 30;

  private final Vertx vertx;
  private final int port;

  private ApiServer(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /**
   * Starts a server; returns when it accepts connections.
   *
   * @param access who may ask
   * @param mostImageBytes larger images are refused before they are read
   * @param routes that answer all operations of the document
   * @throws IOException if it cannot listen there or a file cannot be read; the message says which
   *     and the remedy
   */
  public static ApiServer start(
      ApiSettings settings,
      AccessCheck access,
      int mostImageBytes,
      List<ApiRoutes> routes,
      Audit audit,
      Clock clock)
      throws IOException {
    requireNonNull(settings, "settings");
    PemFiles.require(settings);
    Map<String, ApiOperation> operations = new HashMap<>();
    routes.forEach(each -> operations.putAll(each.operations()));
    operations.putAll(new SessionRoutes(access, settings.isTls()).operations());
    Vertx vertx = vertx();
    Connections connections = new Connections(vertx);
    try {
      ApiRouter router =
          new ApiRouter(
              vertx,
              vertx.createSharedWorkerExecutor("shotline-api", WORKERS),
              new HostCheck(names(settings)),
              access,
              new ApiBodies(vertx, connections, mostImageBytes, WORKERS),
              new AuditLog(audit, clock));
      HttpServer server =
          await(
              router
                  .router(ApiDocument.read(), operations)
                  .compose(made -> listenWherePossible(vertx, settings, connections, made)));
      LOG.info("API on {}", address(settings, server.actualPort()));
      return new ApiServer(vertx, server.actualPort());
    } catch (ExecutionException | TimeoutException e) {
      closeAndWait(vertx);
      throw cannotServe(settings, e);
    }
  }

  /** Returns the URL under which this machine reaches it. */
  public static String address(ApiSettings settings, int port) {
    return (settings.isTls() ? "https" : "http") + "://" + settings.host() + ":" + port;
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

  private static List<String> names(ApiSettings settings) {
    List<String> names = new ArrayList<>(settings.names());
    names.add(settings.host());
    return names;
  }

  /** Takes a free port instead of the default one, which another instance may have. */
  private static Future<HttpServer> listenWherePossible(
      Vertx vertx, ApiSettings settings, Connections connections, Router router) {
    return listen(vertx, settings, connections, router)
        .recover(
            failure ->
                failure instanceof BindException && settings.port() == ApiSettings.DEFAULT_PORT
                    ? listen(vertx, settings.withPort(0), connections, router)
                    : Future.failedFuture(failure));
  }

  private static Future<HttpServer> listen(
      Vertx vertx, ApiSettings settings, Connections connections, Router router) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxInitialLineLength(MOST_LINE_BYTES)
            .setHttp2ClearTextEnabled(false);
    if (settings.isTls()) {
      options
          .setSsl(true)
          .setUseAlpn(false)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(String.valueOf(settings.certificate()))
                  .setKeyPath(String.valueOf(settings.key())));
    }
    return vertx
        .createHttpServer(options)
        .connectionHandler(connections::opened)
        .invalidRequestHandler(Problems::malformed)
        .requestHandler(
            request -> {
              connections.began(request);
              router.handle(request);
            })
        .listen();
  }

  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setUseDaemonThread(true)
            // The document's rules lie on the class path; no file is copied anywhere.
            .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)));
  }

  private static IOException cannotServe(ApiSettings settings, Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new IOException(
        "cannot serve the API on "
            + address(settings, settings.port())
            + " ("
            + cause.getMessage()
            + "); choose another port with --api-port",
        cause);
  }

  private static void closeAndWait(Vertx vertx) {
    try {
      await(vertx.close());
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the server of the API did not close cleanly", e);
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
