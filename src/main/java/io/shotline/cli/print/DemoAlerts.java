package io.shotline.cli.print;

import io.shotline.core.image.Region;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.result.ScoredImage;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.DeadLetterRecord;
import io.shotline.wire.StreamResult;
import java.util.Locale;
import java.util.Optional;

/** What a person sees of a result: alerts and dead letters; what is normal stays silent. */
public final class DemoAlerts {
  private DemoAlerts() {}

  public static Optional<String> text(StreamResult result, DemoTally tally) {
    if (result instanceof AlertRecord alert) {
      return Optional.of(
          alert(alert.image(), alert.hottestRegion(), tally.truth(alert.image().eventId())));
    }
    return result instanceof DeadLetterRecord letter
        ? Optional.of("DEAD LETTER " + letter.reason() + ": " + letter.detail())
        : Optional.empty();
  }

  private static String line(String words) {
    return words.isEmpty() ? "" : String.format(Locale.ROOT, "      %s%n", words);
  }

  private static String alert(ScoredImage image, Region region, String truth) {
    String head =
        String.format(
            Locale.ROOT,
            "%nALERT %s: %s scores %.3f (threshold %.3f), drawn as %s%n"
                + "      compared with %s%n"
                + "      %s%n",
            image.eventId(),
            image.productId(),
            image.score(),
            image.threshold(),
            truth,
            String.join(", ", image.shotIds()),
            RegionWords.of(region));
    head += line(ResultNotes.name(image.subject()));
    for (String doubt : ResultNotes.doubts(image)) {
      head += line(doubt);
    }
    ResidualMap map = image.residualMap();
    return map == null ? head : head + HeatMapText.of(map, 2 * image.threshold(), "      ");
  }
}
