package dev.perennial.tenant;

import java.util.UUID;

/** Where changes of keys and settings are reported; the event log, which comes after this package, listens. */
public interface ConfigurationAudit {
  void changed(String type, String subjectType, UUID subjectId, Object state);
}
