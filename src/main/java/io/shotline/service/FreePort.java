package io.shotline.service;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Tries whether a server can listen on a port of this machine. */
public final class FreePort {
  /** Ports below are the system's own. */
  private static final int FIRST_OF_USERS = 1024;

  private static final int HIGHEST = 65_535;

  private FreePort() {}

  /** Whether a server could listen there now. */
  public static boolean isFree(String host, int port) {
    try {
      require("host", "port", host, port);
      return true;
    } catch (StartException e) {
      return false;
    }
  }

  /**
   * Requires that a server could listen there now.
   *
   * @param hostSetting name of the setting that the host is from
   * @param portSetting name of the setting that the port is from
   * @param port 0 for any
   * @throws StartException if it could not; says why and the remedy
   */
  static void require(String hostSetting, String portSetting, String host, int port) {
    if (port < 0 || port > HIGHEST) {
      throw StartException.ofSettings(
          portSetting + " " + port + ": a port is 0 to " + HIGHEST + ", 0 takes a free one", null);
    }
    InetAddress address = address(hostSetting, host);
    try {
      new ServerSocket(port, 1, address).close();
    } catch (BindException e) {
      if (!isOfThisMachine(address)) {
        throw StartException.ofMachine(
            hostSetting
                + " "
                + host
                + ": not an address of this machine; 127.0.0.1 serves this machine alone, 0.0.0.0"
                + " every network",
            e);
      }
      throw StartException.ofMachine(portSetting + " " + port + ": " + reason(port, e), e);
    } catch (IOException e) {
      throw StartException.ofMachine(portSetting + " " + port + ": " + e.getMessage(), e);
    }
  }

  private static InetAddress address(String setting, String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw StartException.ofMachine(
          setting + " " + host + ": no such host; give a name or an address of this machine", e);
    }
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      // Nobody can tell: the port is the likelier reason.
      return true;
    }
  }

  private static String reason(int port, BindException e) {
    boolean denied = String.valueOf(e.getMessage()).contains("denied");
    return denied && port < FIRST_OF_USERS
        ? "the system keeps it from this user; choose a port from " + FIRST_OF_USERS + " on"
        : "already in use; stop the other program or choose another port, 0 takes a free one";
  }
}
