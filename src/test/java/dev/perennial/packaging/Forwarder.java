package dev.perennial.packaging;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on to another port, until it is told to break them and to refuse new ones. */
final class Forwarder implements AutoCloseable {
  private final String host;
  private final int target;
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean refusing;

  Forwarder(String host, int target) throws IOException {
    this.host = host;
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void refuse(boolean refuse) throws IOException {
    refusing = refuse;
    if (refuse) {
      for (Socket socket : open) {
        socket.close();
      }
      open.clear();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket from = server.accept();
        if (refusing) {
          from.close();
        } else {
          Socket to = new Socket(host, target);
          open.add(from);
          open.add(to);
          Thread.ofVirtual().start(() -> pass(from, to));
          Thread.ofVirtual().start(() -> pass(to, from));
        }
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from; to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      return; // one of them ended
    }
  }

  @Override
  public void close() throws IOException {
    refuse(true);
    server.close();
  }
}
