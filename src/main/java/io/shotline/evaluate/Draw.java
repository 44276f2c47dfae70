package io.shotline.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Shots that were drawn by a seed. The rule is the same on every machine: files are ordered by the
 * SHA-256 of seed, slash and the file's name, and the first count. So a draw of 8 begins with the
 * draw of 4, and files that are added or removed leave the order of the others.
 *
 * @param seed from 1; 0 where a person named the shots
 */
public record Draw(int seed, List<Path> shots) {
  public Draw {
    shots = List.copyOf(shots);
  }

  /**
   * Returns draws of a number of shots, one per seed.
   *
   * @param count at most as many as there are candidates
   */
  static List<Draw> of(int seeds, int count, List<Path> candidates) {
    return IntStream.rangeClosed(1, seeds)
        .mapToObj(seed -> new Draw(seed, ordered(seed, candidates).subList(0, count)))
        .toList();
  }

  private static List<Path> ordered(int seed, List<Path> candidates) {
    Map<Path, String> ranks = new HashMap<>();
    candidates.forEach(file -> ranks.put(file, rank(seed + "/" + file.getFileName())));
    return candidates.stream().sorted(Comparator.comparing(ranks::get)).toList();
  }

  private static String rank(String name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
