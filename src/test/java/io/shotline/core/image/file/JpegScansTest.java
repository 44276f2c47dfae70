package io.shotline.core.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the markers of a JPEG file tell of lost pieces. */
class JpegScansTest {
  /** A grey image of 24 x 8 pixels, three units. */
  private static final String FRAME = "ffd8ffc0000b080008001801011100";

  private static final String RESTART_EACH = "ffdd00040001";
  private static final String SCAN = "ffda0008010100003f00";
  private static final String TABLE = "ffc40014000100000000000000000000000000000000";

  @ParameterizedTest
  @ValueSource(
      strings = {
        SCAN + "12ff0034" + "ffd9",
        SCAN + "12ffffd9",
        RESTART_EACH + SCAN + "12ffd012ffd112ffd9",
        // One more at the end, as some encoders write it.
        RESTART_EACH + SCAN + "12ffd012ffd112ffd2ffd9",
        "ffdd00040002" + SCAN + "12ffd012ffd9",
        SCAN + "12" + TABLE + "fffe00041234" + "ffe10002" + SCAN + "12ffd9",
        SCAN + "12" + RESTART_EACH + "ffffff" + SCAN + "12ffd012ffd112ffd9",
        SCAN + "12ffdc00040008ffd9"
      })
  void shouldFindNothingWhereMarkersAreInOrder(String behindFrame) {
    assertThat(damage(behindFrame)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    RESTART_EACH + SCAN + "12ffd012ffd9, 1 restart markers",
    RESTART_EACH + SCAN + "12ffd9, 0 restart markers",
    RESTART_EACH + SCAN + "12ffd012ffd112ffd212ffd3ffd9, 4 restart markers",
    RESTART_EACH + SCAN + "12ffd012ffd212ffd9, out of order",
    RESTART_EACH + SCAN + "12ffd112ffd212ffd9, out of order",
    SCAN + "12ffd012ffd9, out of order",
    SCAN + "12ffd812ffd9, has no place",
    SCAN + "12ffc0000b080008001801011100ffd9, has no place",
    SCAN + "12ff0112ffd9, has no place",
    SCAN + "12" + TABLE + "34" + SCAN + "12ffd9, bytes outside",
    SCAN + "1234, the end is missing",
  })
  void shouldFindWhatIsMissingOrOutOfPlace(String behindFrame, String found) {
    assertThat(damage(behindFrame))
        .startsWith("JPEG of which a part is lost (")
        .contains(found, "look at the picture");
  }

  @Test
  void shouldCountTheRestartsOfEveryInterval() {
    StringBuilder scan = new StringBuilder(SCAN);
    for (int unit = 0; unit < 20; unit++) {
      scan.append("12").append("ffd").append(unit % 8);
    }
    String frame = "ffd8ffc0000b08000800a801011100" + RESTART_EACH;

    assertThat(body(frame + scan + "12ffd9").damage()).isEmpty();
    assertThat(body(frame + scan + "ffd9").damage()).isEmpty();
    assertThat(body(frame + scan.substring(0, scan.length() - 16) + "ffd9").damage()).isNotEmpty();
  }

  private static String damage(String behindFrame) {
    return body(FRAME + behindFrame).damage();
  }

  private static FileBody body(String hex) {
    byte[] file = HexFormat.of().parseHex(hex);
    return FileBody.of(ImageHeader.read(file).orElseThrow(), file);
  }
}
