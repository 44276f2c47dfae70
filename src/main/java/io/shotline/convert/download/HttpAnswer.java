package io.shotline.convert.download;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server answers: a file, the rest of one, or a refusal. Used by one thread. */
final class HttpAnswer implements AutoCloseable {
  private static final Pattern PART = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");

  private final HttpURLConnection connection;
  private final int status;

  /**
   * @param connection that has answered
   */
  HttpAnswer(HttpURLConnection connection) throws IOException {
    this.connection = requireNonNull(connection, "connection");
    this.status = connection.getResponseCode();
  }

  boolean isWhole() {
    return status == HttpURLConnection.HTTP_OK;
  }

  /** Returns whether a part was asked for that this file does not have, or another one came. */
  boolean isOtherPart() {
    return status == HttpURLConnection.HTTP_PARTIAL || status == 416;
  }

  /**
   * Returns whether the rest of the file follows.
   *
   * @param start the first byte that is missing
   * @param bytes of the whole file; 0 if they are not known
   */
  boolean goesOnAt(long start, long bytes) {
    Matcher part = PART.matcher(header("Content-Range"));
    return start > 0
        && status == HttpURLConnection.HTTP_PARTIAL
        && part.matches()
        && Long.parseLong(part.group(1)) == start
        && (bytes == 0 || Long.parseLong(part.group(2)) == bytes);
  }

  /** Returns the bytes of the whole file; 0 if the server does not say. */
  long total() {
    Matcher part = PART.matcher(header("Content-Range"));
    return part.matches()
        ? Long.parseLong(part.group(2))
        : Math.max(0, connection.getContentLengthLong());
  }

  /** Returns by which header a later request asks for the same file; empty if there is none. */
  String validator() {
    String tag = header("ETag");
    // A weak one holds for files that are alike, which do not fit together.
    return tag.isEmpty() || tag.startsWith("W/") ? header("Last-Modified") : tag;
  }

  /** Returns the status in words, such as {@code 404 Not Found}. */
  String statusWords() throws IOException {
    return (status + " " + requireNonNullElse(connection.getResponseMessage(), "")).strip();
  }

  boolean asksForLoginAtProxy() {
    return status == HttpURLConnection.HTTP_PROXY_AUTH;
  }

  InputStream body() throws IOException {
    return connection.getInputStream();
  }

  @Override
  public void close() {
    connection.disconnect();
  }

  private String header(String name) {
    return requireNonNullElse(connection.getHeaderField(name), "");
  }
}
