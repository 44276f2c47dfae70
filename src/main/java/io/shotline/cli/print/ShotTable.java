package io.shotline.cli.print;

import io.shotline.core.ShotReport;
import io.shotline.core.product.ListedShot;
import io.shotline.core.threshold.ShotScores;
import io.shotline.kafka.topic.ShotRecord;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the shots of products, a row each. */
public final class ShotTable {
  private static final String NONE = "-";

  private ShotTable() {}

  /** Returns the table. */
  public static Table of(List<ShotRecord> shots) {
    Table table =
        new Table().left("shot").left("added").left("by").right("bytes").left("size").left("");
    for (ShotRecord shot : shots) {
      List<String> cells = cells(shot);
      cells.add(refusal(shot));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  /**
   * Returns the table with each shot's score against the others.
   *
   * @param reports by product
   */
  public static Table of(List<ShotRecord> shots, Map<String, ShotReport> reports) {
    Table table =
        new Table()
            .left("shot")
            .left("added")
            .left("by")
            .right("bytes")
            .left("size")
            .right("score")
            .left("");
    for (ShotRecord shot : shots) {
      List<String> cells = cells(shot);
      ShotReport report = reports.get(shot.shot().productId());
      String id = shot.shot().shotId();
      cells.add(report == null ? NONE : score(report.scores(), id));
      String refusal = refusal(shot);
      cells.add(refusal.isEmpty() && report != null ? note(report, id) : refusal);
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static List<String> cells(ShotRecord listed) {
    ListedShot shot = listed.shot();
    return new ArrayList<>(
        List.of(
            shot.productId() + "/" + shot.shotId(),
            shot.addedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
            listed.addedBy(),
            Long.toString(listed.bytes()),
            listed.size() == null ? "not an image" : listed.size().toString()));
  }

  private static String refusal(ShotRecord listed) {
    ShotRecord.Refused refused = listed.refused();
    if (refused == null) {
      return "";
    }
    String reason = refused.rejection().reason().name();
    return refused.isNewer()
        ? "stays in force: a newer one of this name cannot be used (" + reason + ")"
        : "cannot be used (" + reason + ")";
  }

  private static String score(ShotScores scores, String shotId) {
    return scores.leaveOneOut().stream()
        .filter(shot -> shot.shotId().equals(shotId))
        .map(shot -> String.format(Locale.ROOT, "%.4f", shot.score()))
        .findFirst()
        .orElse(NONE);
  }

  private static String note(ShotReport report, String shotId) {
    if (!report.shotIds().contains(shotId)) {
      return "does not count";
    }
    List<String> notes = new ArrayList<>();
    report.warnings().stream()
        .filter(each -> each.shotId().equals(shotId))
        .forEach(each -> notes.add("warning " + each.warning().kind()));
    String compared = compared(report.scores(), shotId);
    if (!compared.isEmpty()) {
      notes.add(compared);
    }
    return String.join(", ", notes);
  }

  private static String compared(ShotScores scores, String shotId) {
    if (scores.odd().stream().anyMatch(odd -> odd.shotId().equals(shotId))) {
      return "unlike the others";
    }
    boolean isCompared =
        scores.leaveOneOut().stream().anyMatch(shot -> shot.shotId().equals(shotId));
    return isCompared || scores.shots() == 0 ? "" : scores.shots() == 1 ? "alone" : "a copy";
  }
}
