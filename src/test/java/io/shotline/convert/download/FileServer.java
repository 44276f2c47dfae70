package io.shotline.convert.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server of files on loopback that may be told to be a bad one. */
public final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final String scheme;

  private FileServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.start();
  }

  public static FileServer start() throws IOException {
    return new FileServer(HttpServer.create(anyPort(), 0), "http");
  }

  /** A server of https that shows the certificate of this context. */
  public static FileServer start(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new FileServer(server, "https");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI address(String path) {
    return URI.create(scheme + "://localhost:" + port() + path);
  }

  /** Returns the Range headers of all requests, in their order; "" of those without. */
  public List<String> ranges() {
    return List.copyOf(ranges);
  }

  /** Answers a path from now on; an answer to it that there was goes. */
  public URI serve(String path, HttpHandler handler) {
    try {
      server.removeContext(path);
    } catch (IllegalArgumentException e) {
      // Nothing answered it until now.
    }
    server.createContext(
        path,
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(range == null ? "" : range);
          try (exchange) {
            handler.handle(exchange);
          }
        });
    return address(path);
  }

  /** A file in one piece. */
  public static HttpHandler whole(byte[] content) {
    return exchange -> send(exchange, 200, content.length, content);
  }

  /** A file of which parts can be had as long as its tag is the one that the client knows. */
  public static HttpHandler parts(byte[] content, String tag) {
    return exchange -> {
      exchange.getResponseHeaders().add("ETag", tag);
      int start = start(exchange, tag);
      if (start >= content.length) {
        send(exchange, 416, -1, new byte[0]);
      } else if (start > 0) {
        exchange
            .getResponseHeaders()
            .add("Content-Range", contentRange(start, content.length, content.length));
        byte[] rest = Arrays.copyOfRange(content, start, content.length);
        send(exchange, 206, rest.length, rest);
      } else {
        send(exchange, 200, content.length, content);
      }
    };
  }

  /** Says that a whole file comes and ends the connection before. */
  public static HttpHandler cutAfter(int bytes, byte[] content, String tag) {
    return exchange -> {
      exchange.getResponseHeaders().add("ETag", tag);
      send(exchange, 200, content.length, Arrays.copyOf(content, bytes));
    };
  }

  /** Says that a whole file comes and sends no more after these bytes. */
  public HttpHandler stallAfter(int bytes, byte[] content) {
    return exchange -> {
      exchange.sendResponseHeaders(200, content.length);
      OutputStream body = exchange.getResponseBody();
      body.write(content, 0, bytes);
      body.flush();
      await();
    };
  }

  public static HttpHandler status(int status) {
    return exchange -> send(exchange, status, -1, new byte[0]);
  }

  public static HttpHandler redirect(String location) {
    return exchange -> {
      exchange.getResponseHeaders().add("Location", location);
      send(exchange, 302, -1, new byte[0]);
    };
  }

  /** Sends bytes after a head that may promise others. */
  public static void send(HttpExchange exchange, int status, long promised, byte[] content)
      throws IOException {
    exchange.sendResponseHeaders(status, promised);
    if (content.length > 0) {
      exchange.getResponseBody().write(content);
      exchange.getResponseBody().flush();
    }
  }

  public static String contentRange(long start, long end, long total) {
    return "bytes " + start + "-" + (end - 1) + "/" + total;
  }

  private static int start(HttpExchange exchange, String tag) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String known = exchange.getRequestHeaders().getFirst("If-Range");
    return range == null || (known != null && !known.equals(tag))
        ? 0
        : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
  }

  /** Blocks until the test ends. */
  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
