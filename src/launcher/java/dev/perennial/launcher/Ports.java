package dev.perennial.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of this machine: whether one is free, and which one is. */
final class Ports {
  /** The only address on which PostgreSQL listens. */
  static final String HOST = "127.0.0.1";

  static final String HTTP_VARIABLE = "PERENNIAL_HTTP_PORT";
  static final String MANAGEMENT_VARIABLE = "PERENNIAL_MANAGEMENT_PORT";
  static final String DATABASE_VARIABLE = "PERENNIAL_DATABASE_PORT";

  private static final int CONNECT_MILLISECONDS = 500;

  private Ports() {}

  /**
   * @param variable the environment variable by which another port can be chosen
   * @throws LauncherFailure when somebody listens on the port, on any address of this machine
   */
  static void checkFree(int port, String variable) {
    if (answers(port)) {
      throw inUse(port, variable);
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // connections of an earlier server that still fade away
      socket.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw inUse(port, variable);
    }
  }

  /** Asked besides binding, because some systems let two programs bind different addresses. */
  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(loopback(), port), CONNECT_MILLISECONDS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static LauncherFailure inUse(int port, String variable) {
    return new LauncherFailure(
        "Port %d is in use by another program; stop that, or choose another port with %s=<port>."
            .formatted(port, variable));
  }

  /** A port nobody listens on at this moment. */
  static int findFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByName(HOST);
  }
}
