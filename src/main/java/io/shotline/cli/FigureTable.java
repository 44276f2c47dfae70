package io.shotline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Figures by row and column, printed as a table or as one JSON object. */
final class FigureTable {
  private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
  private final Map<String, Integer> columns = new LinkedHashMap<>();

  void put(String row, String column, double figure) {
    rows.computeIfAbsent(row, name -> new LinkedHashMap<>()).put(column, figure);
    columns.putIfAbsent(column, Math.max(10, column.length()));
  }

  void print(PrintWriter out, Format format) throws JsonProcessingException {
    if (format == Format.JSON) {
      out.println(new ObjectMapper().writeValueAsString(rows));
    } else {
      out.printf("%-46s", "");
      columns.forEach((column, width) -> out.printf("  %" + width + "s", column));
      out.println();
      rows.forEach((row, figures) -> line(out, row, figures));
    }
    out.flush();
  }

  private void line(PrintWriter out, String row, Map<String, Double> figures) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-46s", row));
    columns.forEach(
        (column, width) -> {
          Double figure = figures.get(column);
          line.append(
              figure == null
                  ? " ".repeat(width + 2)
                  : String.format(Locale.ROOT, "  %" + width + ".2f", figure));
        });
    out.println(line.toString().stripTrailing());
  }
}
