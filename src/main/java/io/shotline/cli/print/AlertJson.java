package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.core.result.Feedback;
import io.shotline.kafka.history.RecordedAlert;
import io.shotline.wire.ResultJson;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Prints alerts for programs, an object each. */
public final class AlertJson implements AlertReport {
  private final PrintWriter out;

  public AlertJson(PrintWriter out) {
    this.out = requireNonNull(out, "out");
  }

  @Override
  public void add(RecordedAlert alert, @Nullable Feedback answer) {
    out.println(ResultJson.of(alert.alert(), answer));
    out.flush();
  }
}
