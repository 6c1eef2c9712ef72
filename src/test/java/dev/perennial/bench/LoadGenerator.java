package dev.perennial.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks one path again and again over kept connections, as cheaply as Java can: prepared bytes out,
 * counted bytes in. A program of its own, so that its garbage and compiler are not those of
 * the service. Arguments: port, path, connections, seconds, key or {@code -}; then, to write, a method, a content type and
 * two bodies that take turns, so that each request changes something. Of several paths, divided by commas, each connection
 * has one. Prints requests per second, median and 99th percentile in microseconds.
 */
public final class LoadGenerator {
  private LoadGenerator() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    String[] paths = arguments[1].split(",");
    int connections = Integer.parseInt(arguments[2]);
    double seconds = Double.parseDouble(arguments[3]);
    List<Callable<long[]>> work = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    for (int i = 0; i < connections; i++) {
      byte[][] requests = requests(paths[i % paths.length], arguments);
      work.add(() -> ask(port, requests, end));
    }
    long start = System.nanoTime();
    List<long[]> times = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (Future<long[]> result : threads.invokeAll(work)) {
        times.add(result.get());
      }
    }
    double elapsed = (System.nanoTime() - start) / 1e9;
    long[] sorted = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%f %d %d%n",
        sorted.length / elapsed,
        sorted[sorted.length / 2] / 1000,
        sorted[(int) (sorted.length * 0.99)] / 1000);
  }

  private static byte[][] requests(String path, String[] arguments) {
    String authorization = arguments[4].equals("-") ? "" : "Authorization: Bearer " + arguments[4] + "\r\n";
    String rest = " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization;
    if (arguments.length < 9) {
      return new byte[][] {("GET" + rest + "\r\n").getBytes(StandardCharsets.US_ASCII)};
    }
    byte[][] requests = new byte[2][];
    for (int i = 0; i < 2; i++) {
      String body = arguments[7 + i];
      requests[i] =
          (arguments[5] + rest + "Content-Type: " + arguments[6] + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
              .getBytes(StandardCharsets.US_ASCII);
    }
    return requests;
  }

  private static long[] ask(int port, byte[][] requests, long end) throws IOException {
    long[] times = new long[1 << 20];
    int count = 0;
    try (Socket socket = new Socket("localhost", port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
      for (long now = System.nanoTime(); now < end && count < times.length; ) {
        socket.getOutputStream().write(requests[count % requests.length]);
        readAnswer(in);
        long then = System.nanoTime();
        times[count++] = then - now;
        now = then;
      }
    }
    return Arrays.copyOf(times, count);
  }

  private static void readAnswer(InputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("answered " + status);
    }
    int length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).trim());
      }
    }
    if (length >= 0) {
      in.skipNBytes(length);
    } else {
      skipChunks(in);
    }
  }

  /** A long answer comes in pieces, each behind its length in hexadecimal digits. */
  private static void skipChunks(InputStream in) throws IOException {
    int length;
    do {
      length = Integer.parseInt(line(in).trim(), 16);
      in.skipNBytes(length);
      line(in);
    } while (length > 0);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
