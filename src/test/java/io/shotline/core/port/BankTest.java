package io.shotline.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Grid;
import io.shotline.core.port.Bank.EncodedShot;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BankTest {
  @Test
  void shouldTakeAtMostTwentyMegabytesForEightShotsOfThePapersEncoder() {
    Bank bank = bank(8);

    assertThat(bank.bytes()).isEqualTo(8L * 4 * (3 * 225 * 896 + 640) + 4 * 2 * 640);
    assertThat(bank.bytes()).isLessThanOrEqualTo(20_000_000);
  }

  @Test
  void shouldGrowByNothingButTheFeaturesOfAShot() {
    assertThat(bank(3).bytes() - bank(2).bytes()).isEqualTo(features().bytes());
  }

  /** Of a ViT-B/16+ at 240 pixels: three layers of 15 x 15 patches, features of 640 values. */
  private static Bank bank(int shots) {
    EncodedShot shot = new EncodedShot("shot", "digest", features());
    List<EncodedShot> all = Collections.nCopies(shots, shot);
    TextFeatures text = new TextFeatures(new float[2 * 640]);
    return new Bank("bolt", "hex bolt", 7, 16, all, text);
  }

  private static ShotFeatures features() {
    return new ShotFeatures(new Grid(15, 15), new float[3][225 * 896], new float[640]);
  }
}
