package io.shotline.kafka.stream;

import static io.shotline.testing.StreamSamples.PRODUCT;
import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.truncatedImage;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Skip;
import io.shotline.core.result.Verdict;
import io.shotline.core.result.Warning;
import io.shotline.testing.LabelModel;
import io.shotline.testing.LogLines;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.ShotCodec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What cameras send again, with a window of three events. */
class RepeatsTest extends ScoringDriver<LabelModel> {
  RepeatsTest() {
    super(new LabelModel());
    repeats = new RepeatSettings(3, Set.of("looper"));
  }

  @Test
  void shouldSkipARepeatAndRaiseNoSecondAlert() {
    add(shot(PRODUCT, "s1"));

    send(event("e1", image(0.7)));
    send(event("e1", image(0.7)));
    send(event("e2", image(0.1)));
    send(event("e1", image(0.7)));

    List<ScoredImage> results = scoredImages();
    assertThat(results)
        .extracting(ScoredImage::verdict)
        .containsExactly(Verdict.ANOMALOUS, Verdict.SKIPPED, Verdict.NORMAL, Verdict.SKIPPED);
    assertThat(results.get(1).skip()).isEqualTo(Skip.DUPLICATE);
    assertThat(results.get(3).isDuplicate()).isTrue();
    assertThat(anomalies.readValuesToList()).hasSize(1);
    assertThat(model.scored).hasValue(2);
  }

  @Test
  void shouldJudgeAnotherImageThatComesUnderAnIdOfBefore() {
    add(shot(PRODUCT, "s1"));

    send(event("e1", image(0.1)));
    send(event("e1", image(0.7)));
    send(event("e1", image(0.1)));
    send(event("e1", image(0.7)));

    List<ScoredImage> results = scoredImages();
    assertThat(results)
        .extracting(ScoredImage::verdict)
        .containsExactly(Verdict.NORMAL, Verdict.ANOMALOUS, Verdict.SKIPPED, Verdict.SKIPPED);
    assertThat(anomalies.readValuesToList()).hasSize(1);
    assertThat(results.get(0).warnings()).isEmpty();
    Warning warning = results.get(1).warnings().get(0);
    assertThat(warning.kind()).isEqualTo(Warning.Kind.REUSED_EVENT_ID);
    assertThat(warning.detail()).contains("e1", "line7.images-0-0", "line7.images-0-1");
  }

  @Test
  void shouldSayOnceAMinuteThatACameraBeganItsNumbersAnew() {
    add(shot(PRODUCT, "s1"));

    try (LogLines log = new LogLines()) {
      for (double score : new double[] {0.1, 0.2, 0.3}) {
        send(event("e1", "camera\n1\u009b", PRODUCT, image(score)));
        send(event("e1", "camera-2", PRODUCT, image(score)));
      }
      assertThat(log.warningsOf("ImageLog")).hasSize(2);
      assertThat(log.warningsOf("ImageLog").get(0))
          .contains("camera camera\\u000a1\\u009b: REUSED_EVENT_ID: event id e1 was sent before");
    }
  }

  @Test
  void shouldSayOnceAMinuteThatACameraIsFrozen() {
    add(shot(PRODUCT, "s1"));

    try (LogLines log = new LogLines()) {
      for (int i = 0; i < 4; i++) {
        send(event("e" + i, "frozen\n1\u009b", PRODUCT, image(0.1)));
      }
      assertThat(log.warningsOf("ImageLog")).isEmpty();
      for (int i = 4; i < 9; i++) {
        send(event("e" + i, "frozen\n1\u009b", PRODUCT, image(0.1)));
      }
      assertThat(log.warningsOf("ImageLog")).hasSize(1);
      assertThat(log.warningsOf("ImageLog").get(0))
          .contains("camera frozen\\u000a1\\u009b: FROZEN_CAMERA: the same file as the 4 images")
          .doesNotContain("\u009b");
    }
  }

  @Test
  void shouldSayOnceAMinuteThatACameraSendsNothingButOneEvent() {
    add(shot(PRODUCT, "s1"));

    try (LogLines log = new LogLines()) {
      for (String id : List.of("e1", "e1", "e1", "e2", "e1", "e2", "e2", "e2")) {
        send(event(id, "stuck", PRODUCT, image(0.1)));
      }
      assertThat(log.warningsOf("ImageLog")).isEmpty();
      for (int i = 0; i < 5; i++) {
        send(event("e2", "stuck", PRODUCT, image(0.1)));
      }
      assertThat(log.warningsOf("ImageLog")).hasSize(1);
      assertThat(log.warningsOf("ImageLog").get(0))
          .contains("camera stuck: DUPLICATE: sent event e2 again, 3 times in a row", "restart");
    }
  }

  @Test
  void shouldJudgeAnEventAgainThatLeftTheWindow() {
    add(shot(PRODUCT, "s1"));

    for (String id : List.of("e1", "e2", "e3", "e2", "e1", "e4", "e1", "e3")) {
      send(event(id, image(0.1)));
    }

    assertThat(judged()).containsExactly("e1", "e2", "e3", "e4", "e1");
  }

  @Test
  void shouldKnowTheEventsOfEachCameraByItself() {
    add(shot(PRODUCT, "s1"));

    for (String camera : List.of("a", "b", "a", "b")) {
      send(event("e1", camera, PRODUCT, image(0.1)));
    }

    assertThat(judged()).containsExactly("e1", "e1");
  }

  @Test
  void shouldJudgeAnEventThatWasRejectedOrSkippedBefore() {
    send(event("e1", image(0.1)));
    add(shot(PRODUCT, "s1"));
    products.pipeInput(utf8(PRODUCT), product(PRODUCT, 0.5, false));
    send(event("e1", image(0.1)));
    products.pipeInput(utf8(PRODUCT), product(PRODUCT, 0.5, true));
    send(event("e1", truncatedImage()));

    send(event("e1", image(0.1)));
    send(event("e1", image(0.1)));

    assertThat(judged()).containsExactly("e1");
    assertThat(monitor.rejected).hasSize(2);
  }

  @Test
  void shouldCallAnEventARepeatWhateverItsProductHasBecome() {
    add(shot(PRODUCT, "s1"));
    send(event("e1", image(0.1)));

    prompts.pipeInput(ShotCodec.key(PRODUCT, "s1"), StreamSamples.TOMBSTONE);
    send(event("e1", image(0.1)));

    assertThat(scoredImages().get(1).isDuplicate()).isTrue();
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldJudgeEveryImageWithoutAnId() {
    add(shot(PRODUCT, "s1"));

    send(event("", image(0.1)));
    send(event("", image(0.1)));

    assertThat(judged()).containsExactly("line7.images-0-0", "line7.images-0-1");
  }

  @Test
  void shouldDoubtTheVerdictsOnACameraThatShowsNoNewPicture() {
    add(shot(PRODUCT, "s1"));

    for (int i = 0; i < 7; i++) {
      send(event("e" + i, image(0.1)));
    }
    assertThat(monitor.repeats).containsEntry("camera-3", 6);
    send(event("other", image(0.2)));
    send(event("again", image(0.1)));

    assertThat(monitor.repeats).containsEntry("camera-3", 0);
    List<ScoredImage> results = scoredImages();
    assertThat(results)
        .filteredOn(result -> !result.warnings().isEmpty())
        .extracting(ScoredImage::eventId)
        .containsExactly("e4", "e5", "e6");
    Warning warning = results.get(6).warnings().get(0);
    assertThat(warning.kind()).isEqualTo(Warning.Kind.FROZEN_CAMERA);
    assertThat(warning.detail()).contains("6 images", "camera-3", "--looping-cameras");
  }

  @Test
  void shouldNotDoubtACameraThatLoopsOnPurposeNorOneThatRepeatsItsSends() {
    add(shot(PRODUCT, "s1"));

    for (int i = 0; i < 7; i++) {
      send(event("e" + i, "looper", PRODUCT, image(0.1)));
      send(event("e1", "retries", PRODUCT, image(0.1)));
    }

    assertThat(monitor.repeats).containsEntry("looper", 0).containsEntry("retries", 0);
    assertThat(scoredImages()).allMatch(result -> result.warnings().isEmpty());
  }

  /** The events with a verdict, in order. */
  private List<String> judged() {
    return scoredImages().stream()
        .filter(image -> image.verdict() != Verdict.SKIPPED)
        .map(ScoredImage::eventId)
        .toList();
  }
}
