package dev.perennial.importing;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Chunks of a file: while one is being written the next is read and parsed. Two are in memory, whatever the file's length. */
final class ReadAhead implements Iterator<List<ImportRow>>, AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("import-reader-", 0).daemon().factory());
  private final Supplier<List<ImportRow>> read;
  private Future<List<ImportRow>> upcoming;

  /** @param read the next chunk, empty at the end; never asked for twice at a time */
  ReadAhead(Supplier<List<ImportRow>> read) {
    this.read = read;
    this.upcoming = thread.submit(read::get);
  }

  @Override
  public boolean hasNext() {
    return !chunk().isEmpty();
  }

  @Override
  public List<ImportRow> next() {
    List<ImportRow> chunk = chunk();
    if (chunk.isEmpty()) {
      throw new NoSuchElementException();
    }
    upcoming = thread.submit(read::get);
    return chunk;
  }

  private List<ImportRow> chunk() {
    try {
      return upcoming.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a file was read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
