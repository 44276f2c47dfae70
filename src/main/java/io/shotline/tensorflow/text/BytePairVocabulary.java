package io.shotline.tensorflow.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * CLIP's symbols as their numbers: the 256 bytes, the 256 bytes that end a word, and what merging
 * two symbols gives, in the order of the merges. So a lower number is an earlier merge, and the two
 * special tokens come last. Immutable.
 */
final class BytePairVocabulary {
  static final int START = 49406;
  static final int END = 49407;

  /** What {@link #merged} gives for two symbols that stay apart. */
  static final int NONE = -1;

  private static final int BYTES = 256;
  private static final int MERGES = START - 2 * BYTES;
  private static final int MAX_UNPACKED_BYTES = 16 << 20;
  private static final String HEADER = "bpe_simple_vocab_16e6.txt#version: 0.2";
  private static final String END_OF_WORD = "</w>";

  private final int[] byteSymbols = new int[BYTES];
  private final Map<Pair, Integer> merges = new HashMap<>(2 * MERGES);

  private BytePairVocabulary() {
    int[] order = byteOrder();
    for (int symbol = 0; symbol < BYTES; symbol++) {
      byteSymbols[order[symbol]] = symbol;
    }
  }

  /**
   * Reads {@code bpe_simple_vocab_16e6.txt.gz}; what follows the merges that CLIP uses is ignored.
   *
   * @throws IOException if the file is not CLIP's vocabulary; names the file and the fault
   */
  static BytePairVocabulary read(Path file) throws IOException {
    List<String> lines = new String(unpack(file), UTF_8).lines().limit(MERGES + 1).toList();
    if (lines.isEmpty() || !lines.get(0).endsWith(HEADER)) {
      throw new IOException(file + ": the first line does not end in " + HEADER);
    }
    if (lines.size() <= MERGES) {
      throw new IOException(
          file + ": " + (lines.size() - 1) + " merges where CLIP has " + MERGES + " or more");
    }
    BytePairVocabulary vocabulary = new BytePairVocabulary();
    Map<String, Integer> symbols = byteTexts();
    for (int i = 1; i <= MERGES; i++) {
      if (!vocabulary.add(lines.get(i), symbols)) {
        throw new IOException(
            file + ", line " + (i + 1) + ": does not merge two earlier symbols into a new one");
      }
    }
    return vocabulary;
  }

  /** The symbol of a byte in a word. */
  int symbol(byte value, boolean endsWord) {
    return byteSymbols[value & 0xFF] + (endsWord ? BYTES : 0);
  }

  /** The symbol of two neighbours as one, or {@link #NONE}. */
  int merged(int left, int right) {
    return merges.getOrDefault(new Pair(left, right), NONE);
  }

  private boolean add(String line, Map<String, Integer> symbols) {
    int space = Math.max(0, line.indexOf(' '));
    String leftText = line.substring(0, space);
    String rightText = line.substring(Math.min(line.length(), space + 1));
    Integer left = symbols.get(leftText);
    Integer right = symbols.get(rightText);
    int symbol = symbols.size();
    if (left == null
        || right == null
        || symbols.putIfAbsent(leftText + rightText, symbol) != null) {
      return false;
    }
    merges.put(new Pair(left, right), symbol);
    return true;
  }

  private static byte[] unpack(Path file) throws IOException {
    byte[] bytes;
    try (InputStream packed = Files.newInputStream(file);
        InputStream unpacked = new GZIPInputStream(packed, 1 << 16)) {
      bytes = unpacked.readNBytes(MAX_UNPACKED_BYTES + 1);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read as a gzip file: " + e, e);
    }
    if (bytes.length > MAX_UNPACKED_BYTES) {
      throw new IOException(file + ": more than " + MAX_UNPACKED_BYTES + " bytes when unpacked");
    }
    return bytes;
  }

  /** How the file writes the bytes, alone and at the end of a word, with their symbols. */
  private static Map<String, Integer> byteTexts() {
    Map<String, Integer> symbols = new HashMap<>(2 * START);
    int[] order = byteOrder();
    int unprintable = BYTES;
    for (int symbol = 0; symbol < BYTES; symbol++) {
      int value = order[symbol];
      String text = Character.toString(isPrintable(value) ? value : unprintable++);
      symbols.put(text, symbol);
      symbols.put(text + END_OF_WORD, symbol + BYTES);
    }
    return symbols;
  }

  /** The bytes in the order of their symbols: those that Latin-1 can print come first. */
  private static int[] byteOrder() {
    return IntStream.concat(
            IntStream.range(0, BYTES).filter(BytePairVocabulary::isPrintable),
            IntStream.range(0, BYTES).filter(value -> !isPrintable(value)))
        .toArray();
  }

  private static boolean isPrintable(int value) {
    return (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
  }

  private record Pair(int left, int right) {}
}
