package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.convert.download.PublishedModel;
import io.shotline.convert.download.PublishedModel.PublishedAccuracy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints which models can be fetched: for people, or one JSON object per line. */
public final class PublishedTable {
  private static final double MEGA = 1e6;

  private final List<PublishedModel> models;

  public PublishedTable(List<PublishedModel> models) {
    this.models = List.copyOf(requireNonNull(models, "models"));
  }

  /** Prints a row per model, then who published the figures. */
  public void print(PrintWriter out) {
    Table table = new Table().left("model").right("MB").left("licence").left("published AUROC");
    Set<String> sources = new LinkedHashSet<>();
    for (PublishedModel model : models) {
      table.row(model.name(), size(model), model.licence().name(), accuracy(model));
      model.accuracy().forEach(figures -> sources.add(figures.source()));
    }
    table.print(out);
    out.println();
    out.println("AUROC with 1, 2 and 4 shots (" + String.join("; ", sources) + ");");
    out.println("- where no size or figure was published.");
    out.flush();
  }

  /** Prints an object per model; what nobody published is null. */
  public void printJson(PrintWriter out) {
    JsonLines lines = new JsonLines(out);
    for (PublishedModel model : models) {
      lines.print(json(model));
    }
  }

  /** Prints the one model, with the folder that it was written to. */
  public void printJson(PrintWriter out, Path folder) {
    for (PublishedModel model : models) {
      Map<String, Object> line = json(model);
      line.put("folder", folder.toString());
      new JsonLines(out).print(line);
    }
  }

  private static Map<String, Object> json(PublishedModel model) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("model", model.name());
    line.put("source", model.source().toString());
    line.put("bytes", model.bytes() == 0 ? null : model.bytes());
    line.put("sha256", model.sha256());
    line.put("licence", model.licence().name());
    line.put("published_auroc", model.accuracy().stream().map(PublishedTable::figures).toList());
    return line;
  }

  private static Map<String, Object> figures(PublishedAccuracy accuracy) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("data", accuracy.data());
    figures.put("shots", PublishedAccuracy.SHOTS);
    figures.put("auroc", accuracy.byShots());
    figures.put("source", accuracy.source());
    return figures;
  }

  private static String size(PublishedModel model) {
    return model.bytes() == 0 ? "-" : String.format(Locale.ROOT, "%.0f", model.bytes() / MEGA);
  }

  private static String accuracy(PublishedModel model) {
    return model.accuracy().isEmpty()
        ? "-"
        : model.accuracy().stream()
            .map(
                figures ->
                    figures.data()
                        + " "
                        + figures.byShots().stream()
                            .map(value -> String.format(Locale.ROOT, "%.3f", value).substring(1))
                            .collect(Collectors.joining(" / ")))
            .collect(Collectors.joining(", "));
  }
}
