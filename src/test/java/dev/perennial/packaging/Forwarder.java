package dev.perennial.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes connections on to another port, until it is told to break them and to refuse new ones. It counts how often a client
 * asks something after it was answered: the round trips.
 */
final class Forwarder implements AutoCloseable {
  private final String host;
  private final int target;
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong roundTrips = new AtomicLong();
  private volatile boolean refusing;

  Forwarder(String host, int target) throws IOException {
    this.host = host;
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Over all connections, since the start. */
  long roundTrips() {
    return roundTrips.get();
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
          AtomicBoolean answered = new AtomicBoolean(true);
          Thread.ofVirtual().start(() -> pass(from, to, () -> countIf(answered.getAndSet(false))));
          Thread.ofVirtual().start(() -> pass(to, from, () -> answered.set(true)));
        }
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private void countIf(boolean answered) {
    if (answered) {
      roundTrips.incrementAndGet();
    }
  }

  private static void pass(Socket from, Socket to, Runnable onData) {
    try (from; to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[64 * 1024];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        onData.run();
        out.write(buffer, 0, length);
      }
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
