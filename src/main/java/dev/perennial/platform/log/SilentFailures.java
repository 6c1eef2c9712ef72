package dev.perennial.platform.log;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages out of logged exceptions, whoever logs them. Messages of drivers and libraries quote what they choke on:
 * a failing row, a bound parameter, a piece of a body. Class, SQL state, constraint and stack stay.
 */
@LoggingFilter(name = "silent-failures")
public final class SilentFailures implements Filter {
  @Override
  public boolean isLoggable(LogRecord record) {
    @Nullable Throwable thrown = record.getThrown();
    if (thrown != null && !(thrown instanceof SilentFailure)) {
      record.setThrown(SilentFailure.of(thrown));
    }
    return true;
  }
}
