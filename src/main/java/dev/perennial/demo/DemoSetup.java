package dev.perennial.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.importing.ImportService;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.tenant.ApiKeyService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;

/** What a tenant in use has beside its customers: an integration's key and a saved import mapping. */
@Singleton
class DemoSetup {
  private final ApiKeyService keys;
  private final ImportService imports;
  private final CallerContext callers;

  DemoSetup(ApiKeyService keys, ImportService imports, CallerContext callers) {
    this.keys = keys;
    this.imports = imports;
    this.callers = callers;
  }

  /** The key's text is told nobody: it can be rotated or revoked, which is what it is for. */
  void store() {
    QuarkusTransaction.requiringNew()
        .run(() -> keys.createFor(callers.caller(), "CRM integration", Scope.READ_ONLY));
    ObjectNode mapping = JsonNodeFactory.instance.objectNode().put("source", "crm").put("decimalMark", ",");
    mapping
        .putObject("columns")
        .put("account_id", "externalId")
        .put("account_name", "name")
        .put("industry", "attributes.industry");
    imports.saveMapping("crm-accounts", "customers", mapping);
  }
}
