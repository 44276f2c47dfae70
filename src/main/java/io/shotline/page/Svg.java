package io.shotline.page;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Draws a chart into a page. Colours are those of the page's classes. Used by one thread. */
public final class Svg {
  private final Element root;

  /** A place on the chart. */
  public record Point(double x, double y) {
    @Override
    public String toString() {
      return number(x) + "," + number(y);
    }
  }

  /**
   * Adds an empty chart.
   *
   * @param label says in words what it shows
   */
  public Svg(Element parent, int width, int height, String label) {
    this.root =
        parent
            .appendElement("svg", Parser.NamespaceSvg)
            .attr("role", "img")
            .attr("aria-label", requireNonNull(label, "label"));
    root.attributes().put("viewBox", "0 0 " + width + " " + height);
  }

  /** Draws a straight line. */
  public void line(double x1, double y1, double x2, double y2, String style) {
    add("line", style)
        .attr("x1", number(x1))
        .attr("y1", number(y1))
        .attr("x2", number(x2))
        .attr("y2", number(y2));
  }

  /** Draws a bar. */
  public void bar(double x, double y, double width, double height, String style) {
    add("rect", style)
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("width", number(width))
        .attr("height", number(height));
  }

  /** Draws lines from point to point. */
  public void path(List<Point> points, String style) {
    add("polyline", style)
        .attr("points", points.stream().map(Point::toString).collect(Collectors.joining(" ")));
  }

  /**
   * Writes text.
   *
   * @param anchor start, middle or end
   */
  public void text(double x, double y, String anchor, String text) {
    add("text", "")
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("text-anchor", anchor)
        .text(text);
  }

  private Element add(String tag, String style) {
    Element element = root.appendElement(tag, Parser.NamespaceSvg);
    return style.isEmpty() ? element : element.attr("class", style);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
