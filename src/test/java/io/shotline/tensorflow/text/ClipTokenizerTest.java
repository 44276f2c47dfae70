package io.shotline.tensorflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shotline.tensorflow.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClipTokenizerTest {
  private static final ClipTokenizer TOKENIZER = tokenizer();

  static ClipTokenizer tokenizer() {
    try {
      return ClipTokenizer.read(Reference.vocabulary());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> cases() {
    return StreamSupport.stream(Reference.json("tokens.json").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldGiveTheTokensOfTheReference(JsonNode reference) {
    int[] expected =
        StreamSupport.stream(reference.get("ids").spliterator(), false)
            .mapToInt(JsonNode::asInt)
            .toArray();
    assertThat(TOKENIZER.encode(reference.get("text").asText())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "metal nut|METAL \t\u00a0\u3000 Nut\u001f",
        "<nut>|&amp;lt;nut&gt",
        "café|CAF&Eacute;",
        "we'll|WE'LL",
      })
  void shouldTakeTheseForTheSame(String plain, String written) {
    assertThat(TOKENIZER.encode(written)).isEqualTo(TOKENIZER.encode(plain));
  }

  @Test
  void shouldKnowTheSpecialTokensInsideAText() {
    assertThat(TOKENIZER.encode("nut<|EndOfText|><|startoftext|>"))
        .startsWith(49406, 6491, 49407, 49406, 49407, 0);
  }

  @Test
  void shouldKeepTheEndTokenLastInALongText() {
    int[] ids = TOKENIZER.encode("nut ".repeat(200_000));
    assertThat(ids).hasSize(77).startsWith(49406).endsWith(49407);
    assertThat(Arrays.copyOfRange(ids, 1, 76)).containsOnly(6491);
  }

  @Test
  void shouldNotCutWhatJustFits() {
    assertThat(TOKENIZER.encode("nut ".repeat(75)))
        .isEqualTo(TOKENIZER.encode("nut ".repeat(76)))
        .isNotEqualTo(TOKENIZER.encode("nut ".repeat(74)));
  }

  @Property
  void shouldEncodeAnyText(@ForAll @StringLength(max = 600) String text) {
    int[] ids = TOKENIZER.encode(text);
    assertThat(ids).hasSize(77).startsWith(49406).contains(49407);
    assertThat(IntStream.of(ids)).allMatch(id -> id >= 0 && id <= 49407);
  }

  @Test
  void shouldTakeSeparatorsForWhiteSpace() {
    assertThat(TOKENIZER.encode("metal\u001cnut")).isEqualTo(TOKENIZER.encode("metal nut"));
  }
}
