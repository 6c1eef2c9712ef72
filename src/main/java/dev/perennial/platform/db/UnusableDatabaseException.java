package dev.perennial.platform.db;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The service was given a database it must not or cannot work with. A start that fails with a
 * configuration's exception prints the message alone, without a stack trace, and exits with 1.
 */
public class UnusableDatabaseException extends ConfigurationException {
  private static final long serialVersionUID = 1L;

  UnusableDatabaseException(String reason) {
    super("Perennial does not start: " + reason);
  }
}
