package io.shotline.tensorflow.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * CLIP's lower-cased byte-pair encoding of text, as OpenCLIP uses it, with these exceptions:
 * mojibake is not repaired ({@code ftfy.fix_text}), HTML references to control characters and to
 * code points that are no characters may survive where Python drops them, and characters count as
 * letters or numbers by the JDK's version of Unicode. Immutable, so any thread may use it.
 */
public final class ClipTokenizer {
  /** How many tokens every text has. */
  static final int CONTEXT = 77;

  // Any 75 tokens with their spaces are shorter: no token has more than 32 bytes.
  private static final int MAX_CHARACTERS = 4096;

  private static final String START_OF_TEXT = "<|startoftext|>";
  private static final String END_OF_TEXT = "<|endoftext|>";

  /** As Python has it, which counts the four separators among the control characters. */
  private static final Pattern WHITE_SPACE =
      Pattern.compile("[\\s\\x1c-\\x1f]+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern WORD =
      Pattern.compile(
          "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d"
              + "|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private final BytePairVocabulary vocabulary;

  private ClipTokenizer(BytePairVocabulary vocabulary) {
    this.vocabulary = requireNonNull(vocabulary, "vocabulary");
  }

  /**
   * A tokenizer with CLIP's vocabulary, {@code bpe_simple_vocab_16e6.txt.gz}.
   *
   * @throws IOException if the file is not that; names the file and the fault
   */
  public static ClipTokenizer read(Path vocabulary) throws IOException {
    return new ClipTokenizer(BytePairVocabulary.read(vocabulary));
  }

  /**
   * The ids of any text, [77]: the start token, the text, the end token, zeros. Of a longer text
   * the first 75 tokens count.
   */
  int[] encode(String text) {
    int[] ids = new int[CONTEXT];
    ids[0] = BytePairVocabulary.START;
    int length = 1;
    Matcher words = WORD.matcher(clean(text));
    while (length < CONTEXT - 1 && words.find()) {
      int[] symbols = symbols(words.group());
      int fitting = Math.min(symbols.length, CONTEXT - 1 - length);
      System.arraycopy(symbols, 0, ids, length, fitting);
      length += fitting;
    }
    ids[length] = BytePairVocabulary.END;
    return ids;
  }

  private int[] symbols(String word) {
    return switch (word) {
      case START_OF_TEXT -> new int[] {BytePairVocabulary.START};
      case END_OF_TEXT -> new int[] {BytePairVocabulary.END};
      default -> BytePairWord.symbols(vocabulary, word.getBytes(UTF_8));
    };
  }

  private static String clean(String text) {
    String unescaped = unescape(unescape(text));
    String spaced = WHITE_SPACE.matcher(unescaped).replaceAll(" ").strip();
    String lower = spaced.toLowerCase(Locale.ROOT);
    return lower.substring(0, Math.min(lower.length(), MAX_CHARACTERS));
  }

  private static String unescape(String text) {
    return Parser.unescapeEntities(text, false);
  }
}
