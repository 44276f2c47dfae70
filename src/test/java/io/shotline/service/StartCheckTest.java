package io.shotline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that is in the way of a start is said at once, and each in one line. */
class StartCheckTest {
  private static final String LOOPBACK = "127.0.0.1";

  @TempDir private Path folder;

  @Test
  void shouldNameThePortThatIsTakenAndTheRemedy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> http(LOOPBACK, port).requireNone())
          .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.isUsage()).isFalse())
          .hasMessage(
              "--metrics-port "
                  + port
                  + ": already in use; stop the other program or choose another port, 0 takes a"
                  + " free one");
      assertThat(FreePort.isFree(LOOPBACK, port)).isFalse();
    }
    http(LOOPBACK, 0).requireNone();
  }

  @Test
  void shouldNameTheAddressOfAnotherMachine() {
    assertThatThrownBy(() -> http("192.0.2.1", 0).requireNone())
        .hasMessageStartingWith("--metrics-host 192.0.2.1: not an address of this machine; ");
  }

  @Test
  void shouldSayAllAtOnceInTheOrderOfTheChecks() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      StartCheck check =
          new StartCheck()
              .model(ModelSettings.of(folder))
              .broker(file.resolve("data"), taken.getLocalPort())
              .wrongSetting("--cameras 0: must be at least 1")
              .wrongSetting("--cameras 0: must be at least 1");

      assertThatThrownBy(check::requireNone)
          .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.isUsage()).isTrue())
          .satisfies(
              e ->
                  assertThat(e.getMessage().lines())
                      .satisfiesExactly(
                          line ->
                              assertThat(line).startsWith("--model " + folder + ": no model in"),
                          line -> assertThat(line).contains("--broker-port", "already in use"),
                          line -> assertThat(line).contains("--broker-data " + file, "no folder"),
                          line -> assertThat(line).startsWith("--cameras 0: ")));
    }
    assertThat(folder).isDirectoryNotContaining("glob:**data");
  }

  @Test
  void shouldLoadNoModelWhereThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      // Nobody answers at that address: what loads or connects would not end here.
      ServiceSettings settings =
          ServiceSettings.of(
                  ModelSettings.of(Path.of("model/mini")),
                  StreamsSettings.of(
                      ClusterSettings.of("127.0.0.1:1"), new Topics(""), folder.resolve("state")))
              .withHttp(new HttpSettings(LOOPBACK, taken.getLocalPort()));

      assertThatThrownBy(() -> Service.start(settings))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("already in use")
          .hasNoSuppressedExceptions();
    }
  }

  private static StartCheck http(String host, int port) {
    return new StartCheck().http(new HttpSettings(host, port));
  }
}
