package io.shotline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Region;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Subject;
import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import io.shotline.testing.SampleScores;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultNotesTest {
  @Test
  void shouldSayTheShareThatWasLookedAtAndTheWarnings() {
    // The middle square of 320 x 240 pixels.
    assertThat(ResultNotes.doubts(SampleScores.doubted("bolt", Warning.Kind.OTHER_SIZE)))
        .containsExactly("looked at 75 %", "warning OTHER_SIZE: 1 of 2");
  }

  @Test
  void shouldNameNothingWithoutAttributes() {
    ScoredImage skipped =
        SampleScores.image(Verdict.SKIPPED, "bolt", "cam-1", SampleScores.NOW, 0, "7");
    assertThat(ResultNotes.name(skipped.subject())).isEmpty();
  }

  @Test
  void shouldNameTheImageByItsAttributesInOneLine() {
    assertThat(ResultNotes.name(subject(Map.of("frame", "12", "file", "a\nb.png"))))
        .isEqualTo("file=a?b.png, frame=12");
    assertThat(ResultNotes.name(subject(Map.of("dump", "x".repeat(1000)))))
        .hasSize(203)
        .endsWith("...");
  }

  @Test
  void shouldTellAnAlertOfADemoWithTheNameOfItsImageAndItsWarnings() {
    ScoredImage doubted = SampleScores.doubted("bolt", Warning.Kind.COLOUR_SHIFT);
    ScoredImage image =
        new ScoredImage(
            subject(Map.of("frame", "12")),
            doubted.scoredAt(),
            doubted.model(),
            doubted.judgement(),
            doubted.difference(),
            doubted.timings());
    ScoredRecord record = new ScoredRecord(image, new SourceRecord("images", 0, 1));

    AlertRecord alert = new AlertRecord(record, new Region(1, 2, 3, 4), EvidenceState.KEPT);
    assertThat(DemoAlerts.text(alert, new DemoTally()))
        .hasValueSatisfying(
            text ->
                assertThat(text.lines())
                    .containsSubsequence(
                        "      look at 1,2 (3 x 4 pixels)",
                        "      frame=12",
                        "      looked at 75 %",
                        "      warning COLOUR_SHIFT: 1 of 2"));
  }

  private static Subject subject(Map<String, String> attributes) {
    return new Subject("e", "c", "bolt", Instant.EPOCH, attributes);
  }
}
