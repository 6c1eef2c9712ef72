package dev.perennial.triggerevent;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.tenant.TenantStarter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Gives a new tenant the starter catalogue of {@code /starter/trigger-event-types.json}. */
@Singleton
class StarterTriggerEventTypes implements TenantStarter {
  private final TriggerEventTypeRepository repository;
  private final ObjectMapper json;

  StarterTriggerEventTypes(TriggerEventTypeRepository repository, ObjectMapper json) {
    this.repository = repository;
    this.json = json;
  }

  @Override
  public void start() {
    try (InputStream in = StarterTriggerEventTypes.class.getResourceAsStream("/starter/trigger-event-types.json")) {
      json.readValue(Objects.requireNonNull(in), new TypeReference<Map<String, TriggerEventTypeRequest>>() {})
          .forEach((code, type) -> repository.put(type.view(code, 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
