package io.shotline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void shouldMakeEachColumnAsWideAsItsLongestCell() {
    Table table = new Table().left("shot").right("bytes").left("size");
    table.row("plate/a-long-name", "7", "320 x 240");
    table.row("p/b", "1234567", "not an image");

    assertThat(lines(table))
        .containsExactly(
            "shot                 bytes  size",
            "plate/a-long-name        7  320 x 240",
            "p/b                1234567  not an image");
  }

  @Test
  void shouldPrintNotesWholeUnderTheirRow() {
    String note = "  ! a difference, and a remedy that is much longer than the row above it";
    Table table = new Table().left("topic").right("partitions");
    table.row("images", "8");
    table.note(note);
    table.row("scores", "8");

    assertThat(lines(table))
        .containsExactly("topic   partitions", "images           8", note, "scores           8");
  }

  @Test
  void shouldPrintNoHeadingsWhereThereAreNone() {
    Table table = new Table().left("").right("");
    table.row("decode, ms", "1.25");
    table.row("score, ms", "12.50");

    assertThat(lines(table)).containsExactly("decode, ms   1.25", "score, ms   12.50");
  }

  @Test
  void shouldKeepCellsThatAreEmptyOrWide() {
    Table table = new Table().left("shot").left("by").right("bytes");
    table.row("瓶盖/一", "", "5");
    table.row("a", "me", "");

    assertThat(lines(table)).containsExactly("shot  by  bytes", "瓶盖/一          5", "a     me");
  }

  @Test
  void shouldRefuseARowOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table().left("one").row("1", "2"))
        .withMessage("2 cells, 1 columns");
  }

  private static List<String> lines(Table table) {
    StringWriter out = new StringWriter();
    table.print(new PrintWriter(out));
    return out.toString().lines().toList();
  }
}
