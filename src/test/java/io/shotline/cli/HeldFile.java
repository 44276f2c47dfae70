package io.shotline.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.shotline.convert.download.FileServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Serves a file of which parts can be had, and of each request no more than up to a gate. */
final class HeldFile implements HttpHandler {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private volatile long gate;
  private volatile CountDownLatch open = new CountDownLatch(1);

  HeldFile(Path file) {
    this.file = file;
  }

  /** Holds requests from now on behind so many bytes of the file, and lets those before go on. */
  void holdAt(long bytes) {
    open.countDown();
    open = new CountDownLatch(1);
    gate = bytes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    long start = range == null ? 0 : Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1"));
    long held = gate;
    CountDownLatch latch = open;
    try (FileChannel channel = FileChannel.open(file)) {
      long bytes = channel.size();
      exchange.getResponseHeaders().add("ETag", "\"held\"");
      if (start > 0) {
        exchange
            .getResponseHeaders()
            .add("Content-Range", FileServer.contentRange(start, bytes, bytes));
      }
      exchange.sendResponseHeaders(start > 0 ? 206 : 200, bytes - start);
      OutputStream body = exchange.getResponseBody();
      send(channel, start, Math.min(held, bytes), body);
      if (held < bytes) {
        latch.await();
        send(channel, held, bytes, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(FileChannel from, long start, long end, OutputStream to)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    long at = start;
    while (at < end) {
      buffer.clear().limit(Math.toIntExact(Math.min(BUFFER_BYTES, end - at)));
      int read = from.read(buffer, at);
      to.write(buffer.array(), 0, read);
      at += read;
    }
    to.flush();
  }
}
