package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogTest {
  @Test
  void shouldLetNoIdWriteALineOfItsOwnOrControlTheTerminal() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      LoggerFactory.getLogger("io.shotline.Log").warn("shot {} is ignored", "a\n2026 \u001b[2Jé");
    } finally {
      System.setErr(before);
    }

    assertThat(written.toString(StandardCharsets.UTF_8))
        .endsWith(" - shot a?2026 ?[2Jé is ignored" + System.lineSeparator())
        .hasLineCount(1);
  }
}
