package dev.perennial.eventlog;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.tenant.ConfigurationAudit;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Writes changes of keys and settings into the log. */
@Singleton
class ConfigurationEvents implements ConfigurationAudit {
  private final EventLog log;
  private final ObjectMapper json;

  ConfigurationEvents(EventLog log, ObjectMapper json) {
    this.log = log;
    this.json = json;
  }

  @Override
  public void changed(String type, String subjectType, UUID subjectId, Object state) {
    log.append(new Event(type, subjectType, subjectId, null, null, null, json.valueToTree(state)));
  }
}
