package io.shotline.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFileTest {
  @TempDir private Path folder;

  @Test
  void shouldMakeTheFolderAndReplaceItsOwnPage() throws Exception {
    Path file = folder.resolve("new/report.html");

    PageFile.at(file).write(new Page("first"));
    PageFile.at(file).write(new Page("second"));

    assertThat(Files.readString(file)).contains("<title>second</title>").endsWith("</html>\n");
    try (var left = Files.list(folder.resolve("new"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void shouldLeaveAForeignFileAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("letter.html"), "mine");

    assertThatThrownBy(() -> PageFile.at(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is there and no page of shotline: take it away, or name another file");
    assertThat(file).hasContent("mine");
  }

  @Test
  void shouldSayWhyItCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");

    assertThatThrownBy(() -> PageFile.at(file.resolve("report.html")))
        .hasMessage(
            file
                + " cannot be written ("
                + file
                + " is in the way): make room, or name a file in a folder that this user may"
                + " write to");
    assertThatThrownBy(() -> PageFile.at(folder)).hasMessageContaining("is there and no page of");
  }

  @ParameterizedTest
  @CsvSource({
    "a b.jpg, a%20b.jpg",
    "sub/a.jpg, sub/a.jpg",
    "c:x.jpg, c%3Ax.jpg",
    "100%.jpg, 100%25.jpg",
    "ü.jpg, %C3%BC.jpg",
    "a?b#c.jpg, a%3Fb%23c.jpg"
  })
  void shouldAddressAnyName(String name, String address) {
    assertThat(RelativeAddress.of(name)).isEqualTo(address);
  }
}
