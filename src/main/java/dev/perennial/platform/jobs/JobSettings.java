package dev.perennial.platform.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration {@code perennial.jobs.*}. */
@ConfigMapping(prefix = "perennial.jobs")
interface JobSettings {
  /** Whether this process works on jobs; it can start them in any case. */
  @WithDefault("true")
  boolean enabled();

  /** How many jobs and pieces of recurring work this process does at once. */
  @WithDefault("6")
  int threads();

  /** How often it looks for work of other processes; its own it sees at once. */
  @WithDefault("1s")
  Duration polling();

  /**
   * How often it says that it is alive. After four silent ones, and within six, others take its
   * jobs over.
   */
  @WithDefault("5s")
  Duration heartbeat();
}
