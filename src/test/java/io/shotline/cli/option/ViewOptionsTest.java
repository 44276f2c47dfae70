package io.shotline.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.cli.print.ViewWords;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ViewOptionsTest {
  private static final View TILED =
      new View(Fit.WHOLE, new ViewRegion.Percent(1, 2, 3, 4), new Tiles(2, 3), 5, Match.ANY, 12);

  @Test
  void shouldReadARegionInPerCentAndInPixels() {
    RegionOption option = new RegionOption();

    assertThat(option.convert("10%,12.5%,80%,80%"))
        .isEqualTo(new ViewRegion.Percent(10, 12.5, 80, 80));
    assertThat(option.convert("100,50,400,300@640x480"))
        .isEqualTo(new ViewRegion.Measured(new Region(100, 50, 400, 300), new ImageSize(640, 480)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100,50,400,300",
        "100,50,600,300@640x480",
        "10%,10%,80%,80",
        "10%,10%,100%,80%",
        "10%,10%,0%,80%",
        "-1%,10%,80%,80%",
        "1,2,3,4@0x0",
        "9999999999,2,3,4@640x480",
        ""
      })
  void shouldRefuseARegionThatIsNone(String text) {
    assertThatThrownBy(() -> new RegionOption().convert(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSayARegionAsItIsTyped() {
    for (String text : new String[] {"10%,12.5%,80%,80%", "100,50,400,300@640x480"}) {
      assertThat(RegionOption.text(new RegionOption().convert(text))).isEqualTo(text);
    }
  }

  @Test
  void shouldPutWhatIsGivenInPlaceOfAViewsOwn() {
    assertThat(options().over(TILED)).isEqualTo(TILED);
    assertThat(options().areGiven()).isFalse();
    assertThat(options("--overlap=20%", "--match=same").over(TILED))
        .isEqualTo(new View(Fit.WHOLE, TILED.region(), new Tiles(2, 3), 20, Match.SAME, 12));
    assertThat(options("--region=all", "--tiles=auto", "--bits=16").over(TILED))
        .isEqualTo(new View(Fit.WHOLE, null, Tiles.AUTO, 5, Match.ANY, 16));
  }

  @Test
  void shouldTakeTheTilesAwayWhereTheCentreIsAskedFor() {
    assertThat(options("--fit=centre").over(TILED).tiles()).isEqualTo(Tiles.AUTO);
    assertThat(options("--fit=centre").faults()).isEmpty();
    assertThat(options("--fit=centre", "--tiles=2x2").faults())
        .containsExactly(
            "--tiles: fit centre looks at one square: tiles must be auto or 1x1, not 2x2");
  }

  @Test
  void shouldSayAViewInTheWordsOfItsOptions() {
    assertThat(ViewWords.of(View.DEFAULT)).isEqualTo("whole");
    assertThat(ViewWords.of(TILED))
        .isEqualTo("whole region 1%,2%,3%,4% tiles 2x3 overlap 5% match any bits 12");
  }

  private static ViewOptions options(String... typed) {
    return CommandLine.populateCommand(new ViewOptions(), lower(typed));
  }

  /** Enums are typed in small letters; the command line allows it. */
  private static String[] lower(String... typed) {
    return Arrays.stream(typed)
        .map(word -> word.replace("=centre", "=CENTRE").replace("=same", "=SAME"))
        .toArray(String[]::new);
  }
}
