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
 * length-counted bytes in. A program of its own, so that its garbage and compiler are not those of
 * the service. Arguments: port, path, connections, seconds, key or {@code -}. Prints requests per
 * second, median and 99th percentile in microseconds.
 */
public final class LoadGenerator {
  private LoadGenerator() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    byte[] request = request(arguments[1], arguments[4]);
    int connections = Integer.parseInt(arguments[2]);
    double seconds = Double.parseDouble(arguments[3]);
    List<Callable<long[]>> work = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    for (int i = 0; i < connections; i++) {
      work.add(() -> ask(port, request, end));
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

  private static byte[] request(String path, String key) {
    String authorization = key.equals("-") ? "" : "Authorization: Bearer " + key + "\r\n";
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static long[] ask(int port, byte[] request, long end) throws IOException {
    long[] times = new long[1 << 20];
    int count = 0;
    try (Socket socket = new Socket("localhost", port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
      for (long now = System.nanoTime(); now < end && count < times.length; ) {
        socket.getOutputStream().write(request);
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
    in.skipNBytes(length);
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
