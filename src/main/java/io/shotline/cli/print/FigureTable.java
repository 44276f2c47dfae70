package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.bench.Figures;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints figures as a table or as one JSON object. */
public final class FigureTable {
  private final Figures figures;

  public FigureTable(Figures figures) {
    this.figures = requireNonNull(figures, "figures");
  }

  /** Prints figures by their names alone. */
  public static void print(PrintWriter out, Format format, Map<String, Double> figures)
      throws JsonProcessingException {
    if (format == Format.JSON) {
      json(out, figures);
    } else {
      Table table = new Table().left("").right("");
      figures.forEach((name, value) -> table.row(name, text(value)));
      table.print(out);
    }
  }

  /** Prints all figures. */
  public void print(PrintWriter out, Format format) throws JsonProcessingException {
    if (format == Format.JSON) {
      json(out, figures.rows());
    } else {
      Table table = new Table().left("");
      figures.columns().forEach(table::right);
      figures.rows().forEach((name, values) -> table.row(cells(name, values)));
      table.print(out);
    }
  }

  private String[] cells(String name, Map<String, Double> values) {
    Stream<String> texts = figures.columns().stream().map(values::get).map(FigureTable::text);
    return Stream.concat(Stream.of(name), texts).toArray(String[]::new);
  }

  private static String text(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static void json(PrintWriter out, Map<String, ?> figures) throws JsonProcessingException {
    out.println(new ObjectMapper().writeValueAsString(figures));
    out.flush();
  }
}
