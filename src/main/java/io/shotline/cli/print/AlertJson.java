package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.kafka.history.RecordedAlert;
import io.shotline.wire.ResultJson;
import java.io.PrintWriter;

/** Prints alerts for programs, an object each. */
public final class AlertJson implements AlertReport {
  private final PrintWriter out;

  public AlertJson(PrintWriter out) {
    this.out = requireNonNull(out, "out");
  }

  @Override
  public void add(RecordedAlert alert, AlertSaid said) {
    out.println(ResultJson.of(alert.alert(), said.answer(), said.seen(), said.shelf()));
    out.flush();
  }
}
