package io.shotline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Fit;
import io.shotline.core.product.Product;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ProductRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Views that a person sets one after the other while images are judged, and their results. */
final class ViewChanges {
  /** Sees nothing of the defect on the right of {@link CamerasProcess#isHalfWhite} images. */
  private static final View LEFT =
      new View(Fit.WHOLE, new ViewRegion.Percent(0, 0, 50, 100), Tiles.AUTO, 10, Match.SAME, null);

  private static final View RIGHT =
      new View(Fit.WHOLE, new ViewRegion.Percent(50, 0, 50, 100), Tiles.AUTO, 10, Match.SAME, null);

  private static final View TILES =
      new View(Fit.WHOLE, null, new Tiles(2, 2), 10, Match.SAME, null);

  private static final List<View> VIEWS = List.of(LEFT, View.DEFAULT, RIGHT, TILES);

  private final String brokers;
  private int changes;

  ViewChanges(String brokers) {
    this.brokers = brokers;
  }

  /** Sets the next view. */
  void next() {
    View view = VIEWS.get(changes++ % VIEWS.size());
    // A number of our own: the one flat shot gives a threshold that says little.
    Product product =
        Product.withDefaults(CamerasProcess.PRODUCT)
            .withThresholdRule(new ThresholdRule(0.02, null))
            .withView(view);
    try (ProductTopic products = new ProductTopic(ClusterSettings.of(brokers), new Topics(""))) {
      products.put(new ProductRecord(product, true));
    }
  }

  /** Checks that each image was judged with the view that its result says. */
  static void assertJudgedAsTheySay(List<ScoredImage> results) {
    Set<View> said = results.stream().map(ViewChanges::view).collect(Collectors.toSet());
    assertThat(said).containsExactlyInAnyOrderElementsOf(VIEWS);
    for (ScoredImage result : results) {
      if (CamerasProcess.isHalfWhite(CamerasProcess.number(result.eventId()))) {
        assertThat(result.verdict())
            .as("%s in %s", result.eventId(), view(result))
            .isEqualTo(view(result).equals(LEFT) ? Verdict.NORMAL : Verdict.ANOMALOUS);
      }
    }
    results.stream()
        .collect(
            Collectors.groupingBy(
                ViewChanges::kind, Collectors.summarizingDouble(ScoredImage::score)))
        .forEach(
            (kind, scores) ->
                assertThat(scores.getMax() - scores.getMin()).as(kind).isLessThan(1e-6));
  }

  private static String kind(ScoredImage result) {
    return CamerasProcess.kind(CamerasProcess.number(result.eventId())) + " " + view(result);
  }

  private static View view(ScoredImage result) {
    return result.viewedPart().view();
  }
}
