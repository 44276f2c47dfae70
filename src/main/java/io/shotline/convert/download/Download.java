package io.shotline.convert.download;

import static java.util.Objects.requireNonNull;

import io.shotline.convert.download.PartialFile.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches a published file into a folder, which no other process uses meanwhile. A download that
 * was cut goes on where it ended. The file gets its name only after its sum was checked. Used by
 * one thread.
 */
public final class Download {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Ends what never ends, where nobody says how large the file is. */
  private static final long MOST_BYTES = 4L << 30;

  private final PublishedModel model;
  private final URI source;
  private final Path whole;
  private final PartialFile partial;
  private final FileCheck check;
  private final HttpSource http;
  private final DownloadMonitor monitor;
  private final DownloadFailures failures;

  /**
   * @param source http or https, where the file lies
   * @param folder for the file, and for its beginning meanwhile
   */
  public Download(
      PublishedModel model, URI source, Path folder, HttpSource http, DownloadMonitor monitor) {
    this.model = requireNonNull(model, "model");
    this.source = requireNonNull(source, "source");
    this.whole = folder.resolve(model.file());
    this.partial = new PartialFile(folder, model.file());
    this.check = new FileCheck(model);
    this.http = requireNonNull(http, "http");
    this.monitor = requireNonNull(monitor, "monitor");
    this.failures = new DownloadFailures(model, source, whole);
  }

  /**
   * Returns the published file, from the folder if it is there.
   *
   * @throws DownloadException if it cannot be had; what the next call can go on with stays
   */
  public Path fetch() throws IOException {
    if (Files.exists(whole)) {
      Optional<String> difference = difference(whole);
      if (difference.isEmpty()) {
        monitor.note("found " + whole);
        return whole;
      }
      monitor.note(whole + " " + difference.get() + ": it is fetched anew");
    }
    monitor.note("fetching " + DownloadFailures.shown(source) + " into " + whole);
    boolean goneOn = transfer();
    Optional<String> difference = difference(partial.path());
    if (difference.isPresent() && goneOn) {
      monitor.note("what was there before " + difference.get() + ": from the start");
      partial.discard();
      transfer();
      difference = difference(partial.path());
    }
    if (difference.isPresent()) {
      throw otherFile(difference.get());
    }
    partial.complete(whole);
    return whole;
  }

  /** The sum of a gigabyte takes a while, in which nothing else is said. */
  private Optional<String> difference(Path file) throws IOException {
    monitor.note("checking the SHA-256 of " + file);
    return check.difference(file);
  }

  /** Returns whether it went on with bytes of an earlier run. */
  private boolean transfer() throws IOException {
    long before = partial.bytes();
    Origin origin = partial.origin();
    long expected = model.bytes() == 0 ? origin.total() : model.bytes();
    if (before > 0 && before == expected) {
      return true;
    }
    try (HttpAnswer answer = ask(before, origin)) {
      if (answer.goesOnAt(before, expected)) {
        monitor.note("goes on at " + before + " of " + answer.total() + " bytes");
        copy(answer, before);
        return true;
      }
      if (answer.isWhole()) {
        if (before > 0) {
          monitor.note("the server does not go on where the last download ended: from the start");
        }
        begin(answer);
        copy(answer, 0);
        return false;
      }
      if (before == 0 || !answer.isOtherPart()) {
        throw failures.refused(answer);
      }
    }
    partial.discard();
    return transfer();
  }

  private HttpAnswer ask(long before, Origin origin) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    if (before > 0) {
      headers.put("Range", "bytes=" + before + "-");
      if (origin.source().equals(source) && !origin.validator().isEmpty()) {
        headers.put("If-Range", origin.validator());
      }
    }
    try {
      return http.ask(source, headers);
    } catch (IOException e) {
      throw failures.unreachable(e);
    }
  }

  private void begin(HttpAnswer answer) throws IOException {
    long total = answer.total();
    if (total > 0 && !check.isSize(total)) {
      throw otherFile(check.sizeDifference(total));
    }
    try {
      partial.restart(new Origin(source, answer.validator(), total));
    } catch (IOException e) {
      throw failures.unwritten(partial.path(), e);
    }
  }

  private void copy(HttpAnswer answer, long before) throws IOException {
    long total = model.bytes() == 0 ? answer.total() : model.bytes();
    requireRoom(total - before);
    long most = total == 0 ? MOST_BYTES : total;
    long bytes = before;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (FileChannel file = partial.append()) {
      // The answer closes it: to close it here could read what is left of it.
      InputStream body = body(answer, bytes);
      for (int read = read(body, buffer, bytes); read >= 0; read = read(body, buffer, bytes)) {
        bytes += read;
        if (bytes > most) {
          throw otherFile("is longer than " + most + " bytes");
        }
        write(file, ByteBuffer.wrap(buffer, 0, read));
        monitor.at(bytes, before, total);
      }
    }
    if (bytes < total) {
      throw failures.cut("ended the connection", bytes, null);
    }
  }

  private InputStream body(HttpAnswer answer, long bytes) {
    try {
      return answer.body();
    } catch (IOException e) {
      throw failures.cut("ended the connection (" + e.getMessage() + ")", bytes, e);
    }
  }

  private int read(InputStream body, byte[] buffer, long bytes) {
    try {
      return body.read(buffer);
    } catch (SocketTimeoutException e) {
      throw failures.cut("sent nothing for " + http.stallLimit().toSeconds() + " s", bytes, e);
    } catch (IOException e) {
      throw failures.cut("ended the connection (" + e.getMessage() + ")", bytes, e);
    }
  }

  private void write(FileChannel file, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw failures.unwritten(partial.path(), e);
    }
  }

  private void requireRoom(long missing) throws IOException {
    long room = Files.getFileStore(partial.path()).getUsableSpace();
    if (missing > room) {
      throw failures.noRoom(partial.path(), missing, room);
    }
  }

  /** Nothing of another file stays. */
  private DownloadException otherFile(String difference) throws IOException {
    partial.discard();
    return failures.otherFile(difference);
  }
}
