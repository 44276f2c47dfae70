package io.shotline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.line.Acknowledgement;
import io.shotline.core.line.Shelf;
import io.shotline.core.result.EvidenceState;
import io.shotline.core.result.Feedback;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Warning;
import io.shotline.kafka.history.PublishedAlerts;
import io.shotline.kafka.history.RecordedAlert;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Lines about alerts, for people. */
class AlertTextTest {
  private static final Instant NOW = Instant.parse("2026-11-24T06:00:00.9Z");
  private static final SourceRecord PLACE = new SourceRecord("anomalies", 0, 7);

  @Test
  void shouldSayWhenTheImageWasTakenWhereThatIsNotNow() {
    assertThat(line(alert(NOW.minusSeconds(9)), AlertSaid.NOTHING)).doesNotContain("  taken ");
    assertThat(line(alert(NOW.minusSeconds(60)), AlertSaid.NOTHING))
        .contains("event e-1  taken " + WallTime.of(NOW.minusSeconds(60)) + "  file=part-7.jpg");
    assertThat(line(alert(NOW.plusSeconds(60)), AlertSaid.NOTHING)).contains("  taken ");
  }

  @Test
  void shouldEndWithWarningsInShortEvidenceAndTheAnswer() {
    AlertRecord plain = PublishedAlerts.alert("e-1", PLACE, EvidenceState.OMITTED_SIZE);
    ScoredImage image =
        plain
            .image()
            .withWarning(new Warning(Warning.Kind.OTHER_SIZE, "1 of 2"))
            .withWarning(new Warning(Warning.Kind.FROZEN_CAMERA, "2 of 2"));
    AlertRecord alert =
        new AlertRecord(new ScoredRecord(image, PLACE), plain.hottestRegion(), plain.evidence());
    Feedback answer = new Feedback("e-1", "cap", Feedback.Verdict.FALSE_ALARM, "", NOW, "");

    assertThat(line(alert, new AlertSaid(answer, null, null)))
        .endsWith(
            "  file=part-7.jpg  warning OTHER_SIZE, FROZEN_CAMERA  evidence omitted  called a false"
                + " alarm");
  }

  @Test
  void shouldSayHowFarPeopleWent() {
    Acknowledgement seen = new Acknowledgement("e-1", "ann", NOW, "");
    Shelf shelf = new Shelf("camera-1", "", NOW, "bob", NOW, "lamp");
    Feedback answer = new Feedback("e-1", "cap", Feedback.Verdict.DEFECT, "cy", NOW, "");

    assertThat(line(alert(NOW), new AlertSaid(null, null, shelf)))
        .endsWith("  shelved until " + WallTime.of(NOW) + " by bob");
    assertThat(line(alert(NOW), new AlertSaid(null, seen, shelf)))
        .endsWith("  acknowledged by ann");
    assertThat(line(alert(NOW), new AlertSaid(answer, seen, shelf)))
        .endsWith("  file=part-7.jpg  called a defect by cy");
  }

  @Test
  void shouldNameTheNinthOfTheImage() {
    ImageSize image = new ImageSize(300, 300);
    assertThat(RegionWords.place(new Region(0, 0, 10, 10), image)).isEqualTo("top left");
    assertThat(RegionWords.place(new Region(140, 0, 20, 10), image)).isEqualTo("top");
    assertThat(RegionWords.place(new Region(0, 0, 300, 300), image)).isEqualTo("middle");
    assertThat(RegionWords.place(new Region(290, 140, 10, 10), image)).isEqualTo("right");
    assertThat(RegionWords.place(new Region(290, 290, 10, 10), image)).isEqualTo("bottom right");
    assertThat(RegionWords.place(new Region(500, 500, 10, 10), image)).isEqualTo("bottom right");
  }

  private static AlertRecord alert(Instant capturedAt) {
    return PublishedAlerts.alert("e-1", "camera-1", "cap", capturedAt, 1);
  }

  private static String line(AlertRecord alert, AlertSaid said) {
    StringWriter text = new StringWriter();
    new AlertText(new PrintWriter(text)).add(new RecordedAlert(alert, PLACE, NOW), said);
    return text.toString().stripTrailing();
  }
}
