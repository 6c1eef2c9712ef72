package dev.perennial.signal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of bytes out of a stream of any length; one buffer, which grows up to the longest line allowed. */
final class SignalLines {
  static final int MAX_LINE = 1_000_000;
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];
  private int position;
  private int end;
  private long number;
  private boolean tooLong;
  private int start;
  private int length;

  SignalLines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line that is not blank; false at the end. */
  boolean next() throws IOException {
    do {
      if (!readLine()) {
        return false;
      }
    } while (!tooLong && isBlank());
    return true;
  }

  long number() {
    return number;
  }

  boolean isTooLong() {
    return tooLong;
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  private boolean readLine() throws IOException {
    tooLong = false;
    start = position;
    int scanned = position;
    while (true) {
      for (; scanned < end; scanned++) {
        if (buffer[scanned] == '\n') {
          length = scanned - start;
          position = scanned + 1;
          number++;
          return true;
        }
      }
      if (end - start > MAX_LINE) {
        tooLong = true;
        start = 0;
        end = 0;
      }
      int kept = end - start;
      if (!fill()) {
        position = end;
        length = end - start;
        boolean any = length > 0 || tooLong;
        number += any ? 1 : 0;
        return any;
      }
      scanned = start + kept;
    }
  }

  /** Makes room behind what is kept of the line, and reads; false at the end. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int got = in.read(buffer, end, buffer.length - end);
    if (got <= 0) {
      return false;
    }
    end += got;
    return true;
  }

  private boolean isBlank() {
    for (int i = start; i < start + length; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
