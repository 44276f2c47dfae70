package io.shotline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellRankingTest {
  private static final ImageSize SIZE = new ImageSize(30, 20);

  /** A mask: pixels of value 255 where it is set. */
  private record Mask(boolean[][] defect) implements Pixels {
    @Override
    public ImageSize size() {
      return SIZE;
    }

    @Override
    public int channels() {
      return 3;
    }

    @Override
    public void readRow(int y, byte[] row) {
      for (int x = 0; x < SIZE.width(); x++) {
        row[3 * x] = (byte) (defect[y][x] ? 255 : 0);
      }
    }

    @Override
    public void close() {}
  }

  @Test
  void shouldRankThePixelsUnderTheCells() {
    Random random = new Random(3);
    boolean[][] defect = new boolean[SIZE.height()][SIZE.width()];
    double[] good = new double[0];
    double[] bad = new double[0];
    float[] values = {.1f, .2f, .2f, .4f, .3f, .4f};
    ResidualMap map = new ResidualMap(2, 3, values);
    Region part = new Region(4, 2, 24, 16);
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        defect[y][x] = random.nextInt(4) == 0;
        int row = Math.floorDiv(y - 2, 8);
        int column = Math.floorDiv(x - 4, 8);
        if (row >= 0 && row < 2 && column >= 0 && column < 3) {
          double value = values[row * 3 + column];
          good = defect[y][x] ? good : append(good, value);
          bad = defect[y][x] ? append(bad, value) : bad;
        }
      }
    }
    CellRanking ranking = new CellRanking();

    ranking.add(map, new Mask(defect), part);

    assertThat(ranking.auroc().orElseThrow())
        .isCloseTo(new Ranking(good, bad).auroc(), within(1e-12));
  }

  @Test
  void shouldSayNothingWithoutDefects() {
    CellRanking ranking = new CellRanking();
    assertThat(ranking.auroc()).isEmpty();
    ranking.add(
        new ResidualMap(1, 1, new float[] {1}),
        new Mask(new boolean[SIZE.height()][SIZE.width()]),
        new Region(0, 0, 30, 20));
    assertThat(ranking.auroc()).isEmpty();
  }

  private static double[] append(double[] values, double value) {
    double[] longer = Arrays.copyOf(values, values.length + 1);
    longer[values.length] = value;
    return longer;
  }
}
