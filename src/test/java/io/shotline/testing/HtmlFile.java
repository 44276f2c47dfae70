package io.shotline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Reads pages as a browser does, and fails where a browser would have to guess. */
public final class HtmlFile {
  private HtmlFile() {}

  /** Returns the page. */
  public static Document read(Path file) throws IOException {
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    Document page = parser.parseInput(Files.readString(file), "");
    assertThat(parser.getErrors()).as("%s", file).isEmpty();
    return page;
  }
}
