package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.failure.KnownNames;
import io.shotline.wire.AlertRecord;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says beside the alerts how many there are, and of which products and cameras there are some where
 * those that were asked for have none. Used by one thread.
 */
public final class AlertNotes {
  /** Of each kind; more would only fill the memory. */
  private static final int MOST_NAMES = 1000;

  private final PrintWriter err;
  private final Set<String> products;
  private final Set<String> cameras;
  private final Set<String> seenProducts = new TreeSet<>();
  private final Set<String> seenCameras = new TreeSet<>();

  /**
   * Makes notes on alerts.
   *
   * @param products that are asked for; empty: all
   * @param cameras that are asked for; empty: all
   */
  public AlertNotes(PrintWriter err, Set<String> products, Set<String> cameras) {
    this.err = requireNonNull(err, "err");
    this.products = Set.copyOf(products);
    this.cameras = Set.copyOf(cameras);
  }

  /** Returns whether an alert was asked for; notes its names. */
  public boolean wants(AlertRecord alert) {
    String product = alert.image().productId();
    String camera = alert.image().cameraId();
    note(product, seenProducts);
    note(camera, seenCameras);
    return (products.isEmpty() || products.contains(product))
        && (cameras.isEmpty() || cameras.contains(camera));
  }

  /**
   * Prints how many alerts there are.
   *
   * @param shown of those that were asked for
   * @param unreadable records that are no alerts
   */
  public void found(long shown, long unreadable, String topic, Instant since) {
    if (unreadable > 0) {
      err.println(unreadable + " records of topic " + topic + " are no alerts and are left out");
    }
    missing("--product ", products, seenProducts, "products with alerts");
    missing("--camera ", cameras, seenCameras, "cameras with alerts");
    String count = shown == 0 ? "no alerts" : shown == 1 ? "1 alert" : shown + " alerts";
    err.println(count + " since " + WallTime.of(since));
    err.flush();
  }

  private void missing(String option, Set<String> asked, Set<String> seen, String kind) {
    Set<String> without = new TreeSet<>(asked);
    without.removeAll(seen);
    for (String name : without) {
      err.println(option + name + ": there is no alert of it" + KnownNames.text(kind, seen));
    }
  }

  private static void note(String name, Set<String> seen) {
    if (seen.size() < MOST_NAMES) {
      seen.add(name);
    }
  }
}
