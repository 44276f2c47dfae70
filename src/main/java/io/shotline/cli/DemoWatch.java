package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.cli.print.DemoAlerts;
import io.shotline.cli.print.DemoTally;
import io.shotline.cli.print.Format;
import io.shotline.cli.process.CommandFailedException;
import io.shotline.cli.process.StopSignal;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.service.Service;
import io.shotline.wire.StreamResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Lets the cameras of a demo run, prints each alert and, when all is answered, the sum. */
final class DemoWatch {
  private static final Duration POLL = Duration.ofMillis(100);

  private final DemoTally tally = new DemoTally();
  private final PrintWriter out;
  private final Format format;
  private final boolean exit;

  /**
   * @param exit whether to end when all frames have their result
   */
  DemoWatch(PrintWriter out, Format format, boolean exit) {
    this.out = requireNonNull(out, "out");
    this.format = requireNonNull(format, "format");
    this.exit = exit;
  }

  /** Starts the cameras on a thread of their own. */
  FutureTask<Long> start(CameraFeed feed) {
    FutureTask<Long> publishing =
        new FutureTask<>(
            () ->
                feed.run(
                    (event, frame) ->
                        tally.published(
                            event.eventId(), frame.attributes().getOrDefault("truth", ""))));
    Thread thread = new Thread(publishing, "shotline-cameras");
    thread.setDaemon(true);
    thread.start();
    return publishing;
  }

  /** Blocks until the demo ends. */
  void readResults(
      ResultReader results, FutureTask<Long> publishing, Service service, StopSignal stopSignal)
      throws InterruptedException {
    boolean told = false;
    while (!told || !(exit || stopSignal.isAsked())) {
      for (StreamResult result : results.poll(POLL)) {
        tally.add(result);
        DemoAlerts.text(result, tally).ifPresent(this::say);
      }
      requireAlive(service);
      if (!told && publishing.isDone() && tally.isComplete(published(publishing))) {
        told = true;
        out.println(tally.line(format));
        out.flush();
      }
    }
  }

  /** Prints a line of text. */
  void say(String line) {
    if (format == Format.TEXT) {
      out.println(line);
      out.flush();
    }
  }

  private static void requireAlive(Service service) throws InterruptedException {
    if (!service.isAlive()) {
      Throwable cause = service.awaitEnd().orElse(null);
      throw new CommandFailedException("the stream stopped: " + cause, cause);
    }
  }

  private static long published(FutureTask<Long> publishing) throws InterruptedException {
    try {
      return publishing.get();
    } catch (ExecutionException e) {
      throw new CommandFailedException("the cameras stopped: " + e.getCause(), e.getCause());
    }
  }
}
