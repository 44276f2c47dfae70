package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.testing.FormBody;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Forms of files as browsers and curl send them, and what is no form. */
class FormReaderTest {
  private static final String TYPE = "multipart/form-data; boundary=b";

  @Property(tries = 200)
  void shouldReadTheBytesOfEachFile(@ForAll @Size(max = 5) List<byte[]> files) throws Exception {
    FormBody form = new FormBody();
    for (int i = 0; i < files.size(); i++) {
      form.with("part " + i + ".png", files.get(i));
    }

    List<FormFile> read = FormReader.read(FormBody.TYPE, form.bytes());

    assertThat(read).hasSameSizeAs(files);
    for (int i = 0; i < files.size(); i++) {
      assertThat(read.get(i).field()).isEqualTo("shot");
      assertThat(read.get(i).name()).isEqualTo("part " + i + ".png");
      assertThat(read.get(i).bytes()).isEqualTo(files.get(i));
    }
  }

  @Property(tries = 300)
  void shouldReadNoFileOfAFormThatIsCut(@ForAll @IntRange(min = 0, max = 250) int length) {
    byte[] whole = new FormBody().with("a.png", new byte[100]).bytes();
    byte[] cut = Arrays.copyOf(whole, Math.min(length, whole.length - 5));

    assertThatThrownBy(() -> FormReader.read(FormBody.TYPE, cut))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("cannot be read");
  }

  @Property(tries = 1000)
  void shouldRefuseAnyOtherBytesInWords(
      @ForAll @Size(max = 60) List<@IntRange(max = 7) Integer> at) {
    String[] words = {
      "\r\n",
      "--b",
      "--",
      "\r\n\r\n",
      "Content-Disposition: form-data",
      "; name=\"x\"",
      "a",
      "\u00ff"
    };
    StringBuilder text = new StringBuilder("--b");
    at.forEach(word -> text.append(words[word]));
    try {
      assertThat(FormReader.read(TYPE, text.toString().getBytes(ISO_8859_1))).isEmpty();
    } catch (ProblemException e) {
      assertThat(e.status()).isEqualTo(400);
    }
  }

  @Example
  void shouldTakeNamesAsSendersWriteThem() throws Exception {
    FormBody form =
        new FormBody()
            .with("gut-Ü-ж.png", new byte[1])
            .with("form-data;name=shot;filename=plain.png", "image/png", new byte[1])
            .with("FORM-DATA; filename=\"a; name=b.png\"; name=\"shot\"", "image/png", new byte[1]);

    assertThat(FormReader.read(FormBody.TYPE, form.bytes()))
        .extracting(FormFile::name)
        .containsExactly("gut-Ü-ж.png", "plain.png", "a; name=b.png");
    assertThat(FormReader.read(FormBody.TYPE, form.bytes()))
        .extracting(FormFile::field)
        .containsOnly("shot");
  }

  @Example
  void shouldReadAFormAfterAPreambleUnderAQuotedBoundary() throws Exception {
    String form =
        "for old readers\r\n--b c  \r\ncontent-disposition: form-data; name=\"shot\";"
            + " filename=\"a\"\r\n\r\nxyz\r\n--b c--\r\nafter";

    List<FormFile> read =
        FormReader.read("multipart/form-data; boundary=\"b c\"", form.getBytes(UTF_8));

    assertThat(read).hasSize(1);
    assertThat(read.get(0).bytes()).isEqualTo("xyz".getBytes(UTF_8));
  }

  @Example
  void shouldSayWhatIsWrong() {
    assertBad("multipart/form-data", new byte[0], "boundary");
    assertBad(TYPE, new byte[0], "has no boundary");
    byte[] field =
        new FormBody().with("form-data; name=\"shot\"", "text/plain", new byte[1]).bytes();
    assertBad(FormBody.TYPE, field, "part 1 is no file", "curl -F shot=@FILE");
    byte[] unnamed = new FormBody().with("attachment", "image/png", new byte[1]).bytes();
    assertBad(FormBody.TYPE, unnamed, "part 1 has no name");
    FormBody many = new FormBody();
    for (int i = 0; i <= 1000; i++) {
      many.with("a" + i, new byte[0]);
    }
    assertBad(FormBody.TYPE, many.bytes(), "more than 1000 parts");
    byte[] latin =
        new String(new FormBody().with("\u00fc", new byte[0]).bytes(), UTF_8).getBytes(ISO_8859_1);
    assertBad(FormBody.TYPE, latin, "part 1 are not UTF-8");
    byte[] long1 = new FormBody().with("x".repeat(20_000), new byte[0]).bytes();
    assertBad(FormBody.TYPE, long1, "more than 16384 bytes");
  }

  private static void assertBad(String type, byte[] form, String... words) {
    assertThatThrownBy(() -> FormReader.read(type, form))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.detail()).contains(words);
            });
  }
}
