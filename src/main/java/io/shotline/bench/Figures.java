package io.shotline.bench;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Figures by row and column, both in the order in which they were first put. One thread's. */
public final class Figures {
  private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
  private final Set<String> columns = new LinkedHashSet<>();

  /** Sets the figure of a row in a column. */
  public void put(String row, String column, double figure) {
    rows.computeIfAbsent(row, name -> new LinkedHashMap<>()).put(column, figure);
    columns.add(column);
  }

  /** Returns the rows by name; each has only the columns that were put. */
  public Map<String, Map<String, Double>> rows() {
    return rows;
  }

  /** Returns the names of the columns. */
  public Set<String> columns() {
    return columns;
  }
}
