package dev.perennial.triggerevent;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.tenant.TenantStarter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
      for (TriggerEventTypeView type : json.readValue(Objects.requireNonNull(in), TriggerEventTypeView[].class)) {
        repository.put(type);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
