package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client's properties, ids and folders must be. */
class ClientSettingsTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeFile() throws Exception {
    file = folder.resolve("line.properties");
    Files.writeString(file, "max-batch=file\n");
  }

  @Test
  void shouldShowNoValueOfTheFileForClients() throws Exception {
    Path gone = folder.resolve("S3CRET.p12");
    Files.writeString(
        file,
        "security.protocol=SSL\nssl.keystore.location="
            + gone
            + "\nssl.keystore.password=S3CRET\n");

    CommandRun run = CommandRun.of("topics", "describe", "--client-properties=" + file);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .hasLineCount(1)
        .contains(
            "NoSuchFileException",
            "correct ssl.keystore.location, ssl.keystore.password in " + file)
        .doesNotContain("S3CRET");
  }

  @Test
  void shouldNameClientPropertiesThatNoClientKnows() throws Exception {
    Files.writeString(
        file,
        "security.protocl=S3CRET\nlinger.ms=5\nmain.consumer.fetch.min.bytes=1\nS3CRET\n"
            + "sasl.jaas.config=S3CRET\nmax.block.ms=1\nsocket.connection.setup.timeout.ms=x\n");

    CommandRun run = CommandRun.of("topics", "describe", "--client-properties=" + file);

    assertThat(run.err())
        .contains(
            "--client-properties " + file + ": no Kafka client knows security.protocl; ignored")
        .doesNotContain("S3CRET");
  }

  @Test
  void shouldRefuseAnApplicationIdThatIsNoName() {
    for (String id : List.of("", "a b", "../x", "..", ".")) {
      CommandRun run = CommandRun.of("run", "--application-id=" + id, "--metrics-port=0");
      assertThat(run.code()).as(id).isEqualTo(2);
      assertThat(run.err())
          .contains("--application-id must be 1 to 200 of the", "got '" + id + "'");
    }
  }

  @Test
  void shouldRefuseAStateFolderWithoutAName() {
    CommandRun run = CommandRun.of("run", "--state-dir=");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--state-dir must be a path that is not empty");
  }

  @Test
  void shouldNameTheFileForClientsThatCannotBeRead() {
    CommandRun run = CommandRun.of("topics", "describe", "--client-properties=" + folder);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--client-properties " + folder + ": cannot be read: ");
  }

  @Test
  void shouldNameWhenACameraCannotBeSilent() {
    CommandRun run = CommandRun.of("run", "--camera-silent=0s");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--camera-silent must be a duration with its unit from 1s to 365d");
  }
}
