package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Map;

/** Prints plain values as one JSON object per line. Used by one thread. */
final class JsonLines {
  private final ObjectMapper json = new ObjectMapper();
  private final PrintWriter out;

  JsonLines(PrintWriter out) {
    this.out = requireNonNull(out, "out");
  }

  /** Prints an object, in the order of the map. */
  void print(Map<String, ?> line) {
    try {
      out.println(json.writeValueAsString(line));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can be written", e);
    }
  }
}
