package io.shotline.convert.download;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says why a download failed, in one line each, and what a person can do. */
final class DownloadFailures {
  private final PublishedModel model;
  private final String source;
  private final Path whole;

  /**
   * @param whole where the file would lie
   */
  DownloadFailures(PublishedModel model, URI source, Path whole) {
    this.model = requireNonNull(model, "model");
    this.source = shown(source);
    this.whole = requireNonNull(whole, "whole");
  }

  /** Returns an address without what may be secret: user, password and query. */
  static String shown(URI address) {
    try {
      return new URI(
              address.getScheme(),
              null,
              address.getHost(),
              address.getPort(),
              address.getPath(),
              null,
              null)
          .toString();
    } catch (URISyntaxException e) {
      return address.getScheme() + "://" + address.getHost();
    }
  }

  DownloadException unreachable(IOException e) {
    return failed(String.valueOf(e.getMessage()), elsewhere(), e);
  }

  DownloadException refused(HttpAnswer answer) throws IOException {
    return failed(
        "the answer is " + answer.statusWords(),
        answer.asksForLoginAtProxy()
            ? "write the proxy as http://USER:PASSWORD@HOST:PORT into its variable"
            : elsewhere(),
        null);
  }

  /**
   * The server stopped before the end.
   *
   * @param bytes that are there
   */
  DownloadException cut(String what, long bytes, @Nullable IOException e) {
    return failed(
        "the server " + what + " after " + bytes + " bytes",
        "type the same again to go on from there",
        e);
  }

  /** Another file lies there. */
  DownloadException otherFile(String difference) {
    return failed(
        "it " + difference,
        "it is not the published file and nothing of it was kept; " + elsewhere(),
        null);
  }

  DownloadException noRoom(Path file, long missing, long room) {
    return new DownloadException(
        file
            + ": "
            + missing
            + " bytes are missing and the disk has room for "
            + room
            + "; make room, or set XDG_CACHE_HOME to a folder on another disk",
        null);
  }

  DownloadException unwritten(Path file, IOException e) {
    return new DownloadException(
        file
            + ": cannot be written ("
            + e.getMessage()
            + "); make room and type the same again to go on from there, or set XDG_CACHE_HOME to a"
            + " folder on another disk",
        e);
  }

  private DownloadException failed(String why, String remedy, @Nullable IOException e) {
    return new DownloadException(source + ": " + why + "; " + remedy, e);
  }

  private String elsewhere() {
    return "fetch "
        + model.source()
        + " ("
        + model.marks()
        + ") elsewhere and name it with --from FILE, or put it there as "
        + whole;
  }
}
