package io.shotline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PictureNameTest {
  @Test
  void shouldStayInTheFolderWhateverAnEventIsCalled() {
    for (String id :
        new String[] {"../../etc/x", "a/b", "C:\\x", "", "..", "\u0000", "a".repeat(5000)}) {
      String file = PictureName.ofEvent(id, "images-0-1").file();
      assertThat(file).as(id).matches("[A-Za-z0-9_-]{0,80}\\.[0-9a-f]{8}\\.heat\\.jpg");
    }
  }

  @Test
  void shouldKeepEventsOfOneNameApart() {
    assertThat(PictureName.ofEvent("a/b", "images-0-1").file())
        .isNotEqualTo(PictureName.ofEvent("a_b", "images-0-1").file())
        .isNotEqualTo(PictureName.ofEvent("a/b", "images-0-2").file());
  }

  @Test
  void shouldNotSayWhereAFileLies() {
    PictureName name = PictureName.ofFile(Path.of("/secret/place/a.png"), "a.png");

    assertThat(name.toString()).doesNotContain("secret", "place");
    assertThat(name.note())
        .isNotEqualTo(PictureName.ofFile(Path.of("/other/a.png"), "a.png").note());
  }
}
