package io.shotline.evaluate.report;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the page says beside the figures.
 *
 * @param title names what was judged
 * @param advice what the figures say, in sentences by category
 * @param settings of the run by name: models, views, shots, draws, threshold, time, version
 */
public record ReportFacts(
    String title, Map<String, List<String>> advice, Map<String, String> settings) {
  public ReportFacts {
    requireNonNull(title, "title");
    advice = Map.copyOf(advice);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
