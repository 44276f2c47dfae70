package io.shotline.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/**
 * A page of HTML with its style in it. It has no script, and its policy forbids a browser to ask
 * the network for anything. jsoup escapes all text and attributes. Used by one thread.
 */
public final class Page {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:";
  private static final String MARK = "<meta name=\"generator\" content=\"shotline\">";

  /** The mark stands before the style. */
  private static final int MARK_WITHIN_BYTES = 1024;

  private final Document document = new Document("");
  private final Element main;

  /** Makes a page without content. */
  public Page(String title) {
    document.outputSettings().indentAmount(1);
    document.appendChild(new DocumentType("html", "", ""));
    Element html = document.appendElement("html").attr("lang", "en");
    Element head = html.appendElement("head");
    head.appendElement("meta").attr("charset", "utf-8");
    head.appendElement("meta").attr("name", "generator").attr("content", "shotline");
    head.appendElement("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width, initial-scale=1");
    head.appendElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", POLICY);
    head.appendElement("title").text(title);
    head.appendElement("style").appendChild(new DataNode(style()));
    this.main = html.appendElement("body").appendElement("main");
  }

  /** Returns the element that the content goes into. */
  public Element main() {
    return main;
  }

  /** Adds the header: a title, a sentence, and facts by name. */
  public void addHeader(String title, String lead, Map<String, String> facts) {
    Element header = main.appendElement("header");
    header.appendElement("h1").text(title);
    header.appendElement("p").addClass("lead").text(lead);
    addFacts(header, facts);
  }

  /** Adds facts by name. */
  public static void addFacts(Element parent, Map<String, String> facts) {
    if (facts.isEmpty()) {
      return;
    }
    Element list = parent.appendElement("dl").addClass("facts");
    facts.forEach(
        (name, value) -> {
          Element fact = list.appendElement("div");
          fact.appendElement("dt").text(name);
          fact.appendElement("dd").text(value);
        });
  }

  /**
   * Adds an image whose place is kept free until a browser has it.
   *
   * @param address of a file beside the page, or with the file in it
   * @param words for those who do not see it
   */
  public static void addImage(Element parent, String address, String words, int width, int height) {
    parent
        .appendElement("img")
        .attr("src", address)
        .attr("alt", words)
        .attr("width", String.valueOf(width))
        .attr("height", String.valueOf(height))
        .attr("loading", "lazy");
  }

  /** Returns whether a file is a page of this class, which a new one may replace. */
  public static boolean isOne(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MARK_WITHIN_BYTES), UTF_8).contains(MARK);
    }
  }

  /** Writes the page in place of the one that is there; never half of it. */
  public void write(Path file) throws IOException {
    Path parent = requireNonNull(file.toAbsolutePath().getParent());
    // Not a temporary file, which others may not read.
    Path part = parent.resolve("." + file.getFileName() + ".part");
    try {
      Files.writeString(part, document.outerHtml() + "\n");
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("page.css")) {
      return new String(requireNonNull(in, "page.css").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
