package io.shotline.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Which ports are free on this machine. */
final class Ports {
  private Ports() {}

  /** Whether a server could listen there now. */
  static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
