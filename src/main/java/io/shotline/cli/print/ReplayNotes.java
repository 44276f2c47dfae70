package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.failure.ForeseenException;
import io.shotline.failure.KnownNames;
import io.shotline.kafka.history.RecordedImages;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says beside a replay's results which of the images that were asked for there are. */
public final class ReplayNotes {
  private final PrintWriter err;
  private final RecordedImages images;
  private final String topic;

  /**
   * @param topic that the images are on
   */
  public ReplayNotes(PrintWriter err, RecordedImages images, String topic) {
    this.err = requireNonNull(err, "err");
    this.images = requireNonNull(images, "images");
    this.topic = requireNonNull(topic, "topic");
  }

  /**
   * Prints how many images there are and from when on all are kept.
   *
   * @throws ForeseenException if there is none
   */
  public void found(Instant from, @Nullable Instant to) {
    String kept =
        images
            .completeFrom()
            .map(time -> "; images from before " + time + " are deleted, some or all")
            .orElse("");
    if (images.total() == 0) {
      String end = to == null ? "now" : to.toString();
      throw new ForeseenException(
          "topic " + topic + " has no image from " + from + " to " + end + kept, null);
    }
    err.println(images.total() + " images of topic " + topic + kept);
  }

  /** Prints which of the cameras that were asked for have no image, and those that have. */
  public void cameras(Set<String> asked, Set<String> found) {
    Set<String> without = new TreeSet<>(asked);
    without.removeAll(found);
    for (String camera : without) {
      err.println(
          "--camera " + camera + ": there is no image from it" + KnownNames.text("cameras", found));
    }
  }

  /** Prints why images are missing at the end, if some are. */
  public void missing(long done, boolean isStopped) {
    if (done < images.total()) {
      String why =
          isStopped
              ? "stopped before the last"
              : "at the other offsets is no image: deleted meanwhile, part of a refused batch, or"
                  + " the mark of a transaction";
      err.println("read " + done + " of " + images.total() + " images; " + why);
    }
  }
}
