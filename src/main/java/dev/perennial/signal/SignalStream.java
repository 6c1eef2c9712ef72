package dev.perennial.signal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.access.RequestOrigin;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.JsonProblems;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Signals as lines of JSON, as many as there are. While one chunk is written the next is read and judged: two are in memory, whatever
 * the stream's length. Each chunk is a transaction of its own; after a broken connection the sender starts again, and
 * what has landed changes nothing.
 */
@Singleton
class SignalStream {
  private static final int CHUNK_LINES = 10_000;
  private static final long CHUNK_BYTES = 8_000_000;

  private final SignalService service;
  private final CallerContext context;
  private final Callers callers;
  private final ObjectReader reader;
  private final ExecutorService writers = Executors.newCachedThreadPool(Thread.ofPlatform().name("signal-stream-", 0).daemon().factory());

  SignalStream(SignalService service, CallerContext context, Callers callers, ObjectMapper json) {
    this.service = service;
    this.context = context;
    this.callers = callers;
    this.reader = json.readerFor(SignalFields.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  @PreDestroy
  void stop() {
    writers.shutdown();
  }

  SignalStreamResult receive(InputStream in, Intake intake) {
    RequestOrigin request = RequestOrigin.of(context);
    SignalLines lines = new SignalLines(in);
    StreamTally tally = new StreamTally();
    Future<List<SignalOutcome>> writing = null;
    Chunk written = new Chunk();
    try {
      for (Chunk chunk = read(lines, tally); chunk != null; chunk = read(lines, tally)) {
        Judged judged = service.judge(chunk.signals, intake);
        PreparedSignals prepared = service.prepare(judged);
        finish(written, writing, tally);
        writing = writers.submit(() -> callers.call(request, () -> service.write(judged, prepared, intake)));
        written = chunk;
      }
      finish(written, writing, tally);
      return tally.result();
    } catch (IOException e) {
      throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The stream broke off; what came before may have landed. Send it again.");
    }
  }

  private static void finish(Chunk chunk, @Nullable Future<List<SignalOutcome>> writing, StreamTally tally) {
    if (writing == null) {
      return;
    }
    try {
      List<SignalOutcome> outcomes = writing.get();
      for (int i = 0; i < outcomes.size(); i++) {
        tally.add(chunk.lines.get(i), outcomes.get(i));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a chunk was written", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }

  /** The next chunk, or null at the end. */
  private @Nullable Chunk read(SignalLines lines, StreamTally tally) throws IOException {
    Chunk chunk = new Chunk();
    long bytes = 0;
    boolean any = false;
    while (chunk.signals.size() < CHUNK_LINES && bytes < CHUNK_BYTES && lines.next()) {
      any = true;
      bytes += lines.length();
      try {
        chunk.signals.add(fields(lines));
        chunk.lines.add(lines.number());
      } catch (ProblemException problem) {
        tally.refused(lines.number(), problem);
      }
    }
    return any ? chunk : null;
  }

  private SignalFields fields(SignalLines lines) throws IOException {
    if (lines.isTooLong()) {
      throw new ProblemException(ProblemType.TOO_LARGE, "The line is longer than a million bytes.");
    }
    try {
      SignalFields fields = reader.readValue(lines.bytes(), lines.start(), lines.length());
      if (fields == null) {
        throw ProblemException.invalid(FieldError.at("", "invalid", "A line must be one JSON object."));
      }
      return fields;
    } catch (JacksonException e) {
      throw JsonProblems.of(e);
    }
  }

  /** Signals of some lines, and the lines' numbers. */
  private static final class Chunk {
    private final List<SignalFields> signals = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
  }
}
