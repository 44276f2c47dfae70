package io.shotline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokerSocketsTest {
  @Test
  void shouldChoosePortsThatAllDiffer() {
    List<BrokerSockets> held = new ArrayList<>();
    try {
      Set<Integer> ports = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        BrokerSockets sockets = BrokerSockets.bind(0);
        held.add(sockets);
        ports.add(sockets.port());
        ports.add(sockets.controllerPort());
      }

      assertThat(ports).hasSize(200);
    } finally {
      held.forEach(BrokerSockets::close);
    }
  }

  @Test
  void shouldLetNobodyTakeAPortBeforeKafkaListens() {
    try (BrokerSockets sockets = BrokerSockets.bind(0)) {
      assertThatThrownBy(() -> bind(sockets.port())).isInstanceOf(BindException.class);
      assertThatThrownBy(() -> bind(sockets.controllerPort())).isInstanceOf(BindException.class);
    }
  }

  @Test
  void shouldNameThePortThatIsTakenAndHoldNothing() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> BrokerSockets.bind(taken.getLocalPort()))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("0 for any");
    }
    assertThatThrownBy(() -> BrokerSockets.bind(70_000))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining("port 70000");
  }

  @Test
  void shouldGiveThePortsBackWhenKafkaDidNotTakeThem() {
    BrokerSockets sockets = BrokerSockets.bind(0);
    sockets.close();

    assertThatCode(() -> bind(sockets.port())).doesNotThrowAnyException();
  }

  private static void bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }
}
