package io.shotline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {
  private static final List<Path> FILES =
      IntStream.range(10, 30).mapToObj(i -> Path.of("train", "good", i + ".png")).toList();

  @Test
  void shouldBeginALargerDrawWithTheSmaller() {
    List<Draw> four = Draw.of(5, 4, FILES);
    List<Draw> eight = Draw.of(5, 8, FILES);

    assertThat(four).extracting(Draw::seed).containsExactly(1, 2, 3, 4, 5);
    for (int i = 0; i < 5; i++) {
      assertThat(eight.get(i).shots()).startsWith(four.get(i).shots().toArray(Path[]::new));
      assertThat(new HashSet<>(eight.get(i).shots())).hasSize(8);
    }
    assertThat(new HashSet<>(four)).hasSize(5);
  }

  @Test
  void shouldDrawTheSameWhereverTheFilesLie() {
    List<Path> elsewhere =
        FILES.stream().map(file -> Path.of("other").resolve(file.getFileName())).toList();

    // Fixed for good: somebody compares figures of today with those of a year ago.
    assertThat(Draw.of(2, 3, FILES))
        .extracting(draw -> draw.shots().stream().map(Path::getFileName).toList().toString())
        .containsExactly("[13.png, 21.png, 24.png]", "[11.png, 19.png, 29.png]");
    assertThat(names(Draw.of(1, 4, elsewhere).get(0)))
        .isEqualTo(names(Draw.of(1, 4, FILES).get(0)));
  }

  @Test
  void shouldKeepTheOrderOfTheOthersWhereAFileIsGone() {
    List<Path> order = new ArrayList<>(Draw.of(1, FILES.size(), FILES).get(0).shots());
    List<Path> fewer = new ArrayList<>(FILES);
    Path gone = order.remove(3);
    fewer.remove(gone);

    assertThat(Draw.of(1, fewer.size(), fewer).get(0).shots()).isEqualTo(order);
  }

  private static List<String> names(Draw draw) {
    return draw.shots().stream().map(file -> String.valueOf(file.getFileName())).toList();
  }
}
