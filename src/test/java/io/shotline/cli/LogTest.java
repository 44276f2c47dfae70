package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogTest {
  @Test
  void shouldLetNoIdWriteALineOfItsOwnOrControlTheTerminal() {
    assertThat(
            written(
                () ->
                    LoggerFactory.getLogger("io.shotline.Log")
                        .warn("shot {} is ignored", "a\n2026 \u001b[2Jé")))
        .endsWith(" - shot a?2026 ?[2Jé is ignored" + System.lineSeparator())
        .hasLineCount(1);
  }

  @Test
  void shouldSayOnceThatABrokerIsAway() {
    Logger kafka = LoggerFactory.getLogger("org.apache.kafka.clients.LogTest");

    assertThat(
            written(
                () -> {
                  for (int i = 0; i < 53; i++) {
                    kafka.warn("[Producer clientId=p-{}] Node {} is not available.", i, i);
                    kafka.warn("[Producer clientId=p] Node {} is not available.", i);
                  }
                }))
        .hasLineCount(1);
  }

  @Test
  void shouldNotLogTheSettingsOfAClient() {
    Logger settings = LoggerFactory.getLogger("org.apache.kafka.clients.consumer.ConsumerConfig");

    assertThat(settings.isInfoEnabled()).isFalse();
    assertThat(settings.isWarnEnabled()).isTrue();
  }

  private static String written(Runnable work) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
