package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.bench.Figures;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** Prints figures as a table or as one JSON object. */
public final class FigureTable {
  private static final int LEAST_WIDTH = 10;

  private final Figures figures;

  public FigureTable(Figures figures) {
    this.figures = requireNonNull(figures, "figures");
  }

  /** Prints all figures. */
  public void print(PrintWriter out, Format format) throws JsonProcessingException {
    if (format == Format.JSON) {
      out.println(new ObjectMapper().writeValueAsString(figures.rows()));
    } else {
      StringBuilder head = new StringBuilder(" ".repeat(46));
      figures.columns().forEach(column -> head.append(cell(column, column)));
      out.println(head);
      figures.rows().forEach((row, values) -> out.println(line(row, values)));
    }
    out.flush();
  }

  private String line(String row, Map<String, Double> values) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-46s", row));
    for (String column : figures.columns()) {
      Double value = values.get(column);
      line.append(
          cell(column, value == null ? "" : String.format(Locale.ROOT, "%.2f", value)));
    }
    return line.toString().stripTrailing();
  }

  private static String cell(String column, String text) {
    int width = Math.max(LEAST_WIDTH, column.length());
    return "  " + " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
