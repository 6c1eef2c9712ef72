package dev.perennial.platform.contract;

import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Describes the parameters that mean the same everywhere. */
final class Parameters {
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "id", "Id of the object.",
          "source", "The system that gave the external id, e.g. crm.",
          "externalId", "The id the object has there.",
          "customerId", "Of this customer.",
          "code", "Its code.",
          "name", "Its name.",
          "type", "The signals' type.",
          "currency", "ISO 4217.",
          "date", "A calendar day, e.g. 2026-11-01.");

  private Parameters() {}

  static void describe(Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(Parameters::describe);
    }
  }

  private static void describe(Parameter parameter) {
    if (parameter.getDescription() == null || parameter.getDescription().isBlank()) {
      parameter.setDescription(DESCRIPTIONS.get(parameter.getName()));
    }
  }
}
