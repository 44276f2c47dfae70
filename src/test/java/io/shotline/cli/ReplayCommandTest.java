package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bad usage is told before anything is connected to. */
class ReplayCommandTest {
  @Test
  void shouldNameATimeThatIsNone() {
    assertUsage(
        replay("--from=tuesday"),
        "--from must be a time such as 2026-11-24T06:00:00Z or",
        "'tuesday'");
  }

  @Test
  void shouldNameATimeThatDoesNotComeFirst() {
    assertUsage(
        replay("--from=2026-11-24T07:00:00+01:00", "--to=2026-11-24T06:00:00Z"),
        "--from must be before --to, 2026-11-24T06:00:00Z; got '2026-11-24T06:00:00Z'");
  }

  @Test
  void shouldNameAThresholdThatNoScoreReaches() {
    assertUsage(
        replay("--from=2026-11-24T06:00:00Z", "--threshold=1.5"),
        "--threshold must be auto, or a number from 0 to 1, such as 0.05 (for a product also freeze or reset); got '1.5'");
  }

  @Test
  void shouldNotWriteToTheTopicsOfTheLine() {
    for (String topic :
        new String[] {"scores", "anomalies", "dead-letters", "images", "prompts", "feedback"}) {
      assertUsage(
          replay(
              "--from=2026-11-24T06:00:00Z",
              "--topic-prefix=north.",
              "--output-topic=north." + topic),
          "--output-topic: north." + topic + " is a topic of the line");
    }
  }

  @Test
  void shouldNameTheVersionsOfTheModelBeforeItConnects() {
    CommandRun run =
        replay(
            "--from=2026-11-24T06:00:00Z", "--model-version=99", "--bootstrap-servers=localhost:1");

    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains("no version 99 (there are: ").doesNotContain("localhost:1");
  }

  private static CommandRun replay(String... arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of("replay"), Stream.of(arguments)).toArray(String[]::new));
  }

  private static void assertUsage(CommandRun run, String... words) {
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(words);
  }
}
