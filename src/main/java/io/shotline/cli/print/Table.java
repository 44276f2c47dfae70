package io.shotline.cli.print;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Rows of text under headings; each column is as wide as its longest cell. Used by one thread. */
public final class Table {
  private static final int GAP = 2;
  private static final ColorScheme PLAIN = Help.defaultColorScheme(Ansi.OFF);

  /** A column: its name, and the side that its cells stand at. */
  private record Heading(String name, boolean isRight) {}

  /** A row of cells, or a line of one cell that belongs to the row before it. */
  private record Row(boolean isNote, List<String> cells) {}

  private final List<Heading> headings = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /** Adds a column whose cells begin at its left side, for words. */
  public Table left(String name) {
    headings.add(new Heading(name, false));
    return this;
  }

  /** Adds a column whose cells end at its right side, for numbers. */
  public Table right(String name) {
    headings.add(new Heading(name, true));
    return this;
  }

  /** Adds a row; its cells are as many as there are columns. */
  public void row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(cells.length + " cells, " + headings.size() + " columns");
    }
    rows.add(new Row(false, List.of(cells)));
  }

  /** Adds a line of its own, whatever its length, under the row before it. */
  public void note(String line) {
    rows.add(new Row(true, List.of(line)));
  }

  /** Prints the headings, unless none has a name, and the rows. */
  public void print(PrintWriter out) {
    int[] widths = widths();
    List<String> names = headings.stream().map(Heading::name).toList();
    if (names.stream().anyMatch(name -> !name.isEmpty())) {
      out.print(line(widths, names));
    }
    for (Row row : rows) {
      if (row.isNote()) {
        out.println(row.cells().get(0));
      } else {
        out.print(line(widths, row.cells()));
      }
    }
    out.flush();
  }

  private int[] widths() {
    int[] widths = headings.stream().mapToInt(heading -> heading.name().length()).toArray();
    for (Row row : rows) {
      for (int column = 0; !row.isNote() && column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.cells().get(column).length());
      }
    }
    return widths;
  }

  /** Returns a row as picocli draws it, with its line separator. */
  private String line(int[] widths, List<String> cells) {
    Column[] columns = new Column[widths.length];
    String[] texts = new String[widths.length];
    for (int i = 0; i < widths.length; i++) {
      int gap = i == 0 ? 0 : GAP;
      columns[i] = new Column(widths[i] + gap, gap, Overflow.TRUNCATE);
      int missing = widths[i] - cells.get(i).length();
      texts[i] = headings.get(i).isRight() ? " ".repeat(missing) + cells.get(i) : cells.get(i);
    }
    TextTable table =
        TextTable.forColumns(PLAIN, columns).setAdjustLineBreaksForWideCJKCharacters(false);
    table.addRowValues(texts);
    return table.toString();
  }
}
