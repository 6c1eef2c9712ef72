package dev.perennial.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.tenant.TenantStarter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Gives a new tenant the rules of {@code /starter/detection-rules.json}. They look a year back, so that the history it brings
 * with it is looked at, too.
 */
@Singleton
class StarterRules implements TenantStarter {
  private static final Duration LOOKED_BACK = Duration.ofDays(365);

  private final DetectionRuleRepository repository;
  private final CallerContext callers;
  private final ObjectMapper json;
  private final Clock clock;

  StarterRules(DetectionRuleRepository repository, CallerContext callers, ObjectMapper json, Clock clock) {
    this.repository = repository;
    this.callers = callers;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void start() {
    Instant now = clock.instant();
    try (InputStream in = StarterRules.class.getResourceAsStream("/starter/detection-rules.json")) {
      for (Map.Entry<String, JsonNode> rule : json.readTree(Objects.requireNonNull(in)).properties()) {
        DetectionRuleFields fields = json.treeToValue(rule.getValue(), DetectionRuleFields.class);
        repository.insert(rule.getKey(), 1, fields, now.minus(LOOKED_BACK), now, callers.caller().actor());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
