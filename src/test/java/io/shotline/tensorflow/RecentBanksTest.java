package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.image.Grid;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.port.TextFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class RecentBanksTest {
  private static final Grid GRID = new Grid(15, 15);

  private ModelCard card;
  private Bank caps;
  private Bank nuts;
  private RecentBanks recent;

  @BeforeEach
  void keepOne() throws IOException {
    card = new ModelFolder(Path.of("model/mini/1")).card();
    caps = bank("caps", 0.25f);
    nuts = bank("nuts", 0.5f);
    recent = new RecentBanks(card);
  }

  @AfterEach
  void close() {
    recent.close();
  }

  @Test
  void shouldTakeWhatWasGivenBack() {
    Map<String, Tensor> inputs = takeAndGiveBack(caps);

    assertThat(takeAndGiveBack(caps)).isSameAs(inputs);
  }

  @Test
  void shouldGiveEachRunItsOwn() {
    try (RecentBanks.Taken one = recent.take(stack(caps));
        RecentBanks.Taken other = recent.take(stack(caps))) {
      assertThat(other.inputs()).isNotSameAs(one.inputs());
    }
  }

  @Test
  void shouldNotTakeOtherShotsOfTheProduct() {
    takeAndGiveBack(caps);

    assertThat(firstValue(takeAndGiveBack(bank("caps", 0.75f)))).isEqualTo(0.75f);
  }

  @Test
  void shouldFreeTheOldest() {
    Map<String, Tensor> first = takeAndGiveBack(caps);
    Map<String, Tensor> second = takeAndGiveBack(nuts);

    requireFreed(first);
    assertThat(firstValue(second)).isEqualTo(0.5f);
  }

  @Test
  void shouldKeepAsManyAsRunsWereGoingOnAtOnce() {
    try (RecentBanks.Taken one = recent.take(stack(caps));
        RecentBanks.Taken other = recent.take(stack(nuts))) {
      assertThat(other.inputs()).isNotEqualTo(one.inputs());
    }
    Map<String, Tensor> first = takeAndGiveBack(caps);
    takeAndGiveBack(nuts);

    assertThat(takeAndGiveBack(caps)).isSameAs(first);
  }

  @Test
  void shouldFreeWhatIsGivenBackAfterTheEnd() {
    RecentBanks.Taken late = recent.take(stack(caps));
    recent.close();
    late.close();

    requireFreed(late.inputs());
  }

  @Test
  void shouldFreeSeveralBanksAtOnce() {
    requireFreed(takeAndGiveBack(caps, nuts));
  }

  @Test
  void shouldFreeAllAtTheEnd() {
    Map<String, Tensor> inputs = takeAndGiveBack(caps);

    recent.close();

    requireFreed(inputs);
  }

  private Map<String, Tensor> takeAndGiveBack(Bank... banks) {
    try (RecentBanks.Taken taken = recent.take(stack(banks))) {
      return taken.inputs();
    }
  }

  private static BankStack stack(Bank... banks) {
    return BankStack.of(List.of(banks));
  }

  private static float firstValue(Map<String, Tensor> inputs) {
    return layer(inputs).asRawTensor().data().asFloats().getFloat(0);
  }

  private static void requireFreed(Map<String, Tensor> inputs) {
    try (Graph graph = new Graph()) {
      Ops.create(graph).withName("bank").placeholder(TFloat32.class);
      try (Session session = new Session(graph)) {
        inputs.forEach(
            (name, tensor) ->
                assertThatThrownBy(
                        () -> session.runner().feed("bank", tensor).fetch("bank").run().close())
                    .as(name)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("close"));
      }
    }
  }

  private static Tensor layer(Map<String, Tensor> inputs) {
    return inputs.entrySet().stream()
        .filter(input -> input.getKey().startsWith("bank_"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /** One shot, whose features are all of one value. */
  private Bank bank(String product, float value) {
    float[][] layers = new float[card.layers().size()][GRID.patches()];
    for (float[] layer : layers) {
      Arrays.fill(layer, value);
    }
    ShotFeatures features = new ShotFeatures(GRID, layers, new float[0]);
    return new Bank(
        product,
        product,
        7,
        8,
        List.of(new Bank.EncodedShot("s1", "d", features)),
        TextFeatures.NONE);
  }
}
