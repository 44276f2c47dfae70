package io.shotline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ImageSize;
import io.shotline.core.result.Verdict;
import io.shotline.testing.HtmlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
  private static final SheetFacts FACTS =
      new SheetFacts("</title><script>", "All </p> & <b>.", Map.of("A & b", "<i>"));

  @TempDir private Path folder;

  @Test
  void shouldEscapeAllThatIsSaid() throws Exception {
    ContactSheet sheet = new ContactSheet(List.of("</h2><script>"));
    sheet.add("</h2><script>", entry("\"><script>alert(1)</script>", 2));

    Document page = page(sheet);

    assertThat(page.select("script")).isEmpty();
    assertThat(page.title()).isEqualTo("</title><script>");
    assertThat(page.select("strong").text()).isEqualTo("\"><script>alert(1)</script>");
    assertThat(page.select("img").attr("alt")).contains("\"><script>alert(1)</script>");
    assertThat(page.select("dd").text()).isEqualTo("<i>");
  }

  @Test
  void shouldKeepTheWorstOfManyAndSayHowManyThereAre() throws Exception {
    ContactSheet sheet = new ContactSheet(List.of("Images"));
    for (int i = 0; i < 10_500; i++) {
      // Neither the first nor the last are the worst.
      sheet.add("Images", entry("image-" + i, (i * 7919L) % 10_500));
    }

    Document page = page(sheet);

    assertThat(page.select("figure")).hasSize(10_000);
    assertThat(page.select("h2").text()).isEqualTo("Images 10000 of 10500, the worst first");
    assertThat(page.select("figure .verdict").first().text()).isEqualTo("10499.0");
    assertThat(page.select("figure .verdict").last().text()).isEqualTo("500.0");
    assertThat(Files.size(folder.resolve("index.html"))).isLessThan(8 << 20);
  }

  @Test
  void shouldShowSectionsInTheirOrderAndNoEmptyOne() throws Exception {
    ContactSheet sheet = new ContactSheet(List.of("one", "two", "three"));
    sheet.add("three", entry("c", 1));
    sheet.add("one", entry("a", 1));

    assertThat(page(sheet).select("h2").eachText())
        .containsExactly("one 1, the worst first", "three 1, the worst first");
  }

  private Document page(ContactSheet sheet) throws Exception {
    Path file = folder.resolve("index.html");
    sheet.page(FACTS).write(file);
    return HtmlFile.read(file);
  }

  private static SheetEntry entry(String name, double ratio) {
    return new SheetEntry(
        new PictureName(name, name + ".jpg", "note"),
        new ImageSize(10, 10),
        Verdict.ANOMALOUS,
        String.valueOf(ratio),
        ratio,
        List.of());
  }
}
