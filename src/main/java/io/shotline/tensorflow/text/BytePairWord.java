package io.shotline.tensorflow.text;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * One word on its way from bytes to symbols: neighbours merge, the earliest merge of the vocabulary
 * first, from left to right. Merged symbols leave a gap, so that a word of n bytes costs n log n.
 * Used once, by one thread.
 */
final class BytePairWord {
  private static final int GAP = -2;

  private final BytePairVocabulary vocabulary;
  private final int[] symbols;
  private final int[] previous;
  private final int[] next;
  private final PriorityQueue<Merge> open =
      new PriorityQueue<>(Comparator.comparingInt(Merge::symbol).thenComparingInt(Merge::at));

  private BytePairWord(BytePairVocabulary vocabulary, byte[] word) {
    this.vocabulary = vocabulary;
    int length = word.length;
    this.symbols =
        IntStream.range(0, length).map(i -> vocabulary.symbol(word[i], i == length - 1)).toArray();
    this.previous = IntStream.range(-1, length - 1).toArray();
    this.next = IntStream.rangeClosed(1, length).toArray();
  }

  /** The symbols of a word in UTF-8. */
  static int[] symbols(BytePairVocabulary vocabulary, byte[] word) {
    return new BytePairWord(vocabulary, word).merge();
  }

  private int[] merge() {
    for (int i = 0; i < symbols.length; i++) {
      offer(i);
    }
    for (Merge merge = open.poll(); merge != null; merge = open.poll()) {
      // A neighbour may have merged elsewhere since this was offered.
      if (mergedAt(merge.at()) == merge.symbol()) {
        apply(merge);
      }
    }
    return IntStream.of(symbols).filter(symbol -> symbol != GAP).toArray();
  }

  private void apply(Merge merge) {
    int at = merge.at();
    int right = next[at];
    symbols[at] = merge.symbol();
    symbols[right] = GAP;
    next[at] = next[right];
    if (next[at] < symbols.length) {
      previous[next[at]] = at;
    }
    offer(previous[at]);
    offer(at);
  }

  private void offer(int at) {
    int symbol = mergedAt(at);
    if (symbol != BytePairVocabulary.NONE) {
      open.add(new Merge(symbol, at));
    }
  }

  private int mergedAt(int at) {
    if (at < 0 || symbols[at] == GAP || next[at] == symbols.length) {
      return BytePairVocabulary.NONE;
    }
    return vocabulary.merged(symbols[at], symbols[next[at]]);
  }

  /** What the symbol at a position and its right neighbour would become. */
  private record Merge(int symbol, int at) {}
}
