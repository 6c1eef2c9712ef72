package dev.perennial.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing is written but what the test writes: no background work between two of its requests. */
public class WithoutWorkers implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("perennial.jobs.enabled", "false");
  }
}
