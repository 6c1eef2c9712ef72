package dev.perennial.renewal;

import jakarta.enterprise.context.RequestScoped;

/**
 * How contract writes of the current request or job are taken. An import of past contracts calls
 * {@link #history()} first: their terms without an outcome are then inferred, and no event is
 * written for each renewal.
 */
@RequestScoped
public class SyncMode {
  private boolean history;
  private boolean quiet;

  /**
   * Past terms are decided by what followed them: a successor means renewed, none after the grace
   * days not renewed.
   */
  public void history() {
    history = true;
  }

  /** The caller logs the batch as a whole. */
  public void quiet() {
    quiet = true;
  }

  boolean isHistory() {
    return history;
  }

  boolean isQuiet() {
    return quiet;
  }
}
