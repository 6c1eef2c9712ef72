package dev.perennial.platform.contract;

import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** What {@code expand} adds to answers: a property that is there when it was asked for. */
final class Expansions {
  private static final String PREFIX = "#/components/schemas/";

  private Expansions() {}

  static void describe(OpenAPI contract) {
    contract.getPaths().getPathItems().values().stream()
        .map(PathItem::getGET)
        .filter(Objects::nonNull)
        .filter(Expansions::takesExpand)
        .forEach(operation -> addCustomer(contract, operation));
  }

  private static boolean takesExpand(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(parameter -> "expand".equals(parameter.getName()));
  }

  private static void addCustomer(OpenAPI contract, Operation operation) {
    Schema answer =
        operation.getResponses().getAPIResponse("200").getContent().getMediaTypes().values().iterator().next().getSchema();
    Schema object = resolved(contract, answer);
    Schema items = object.getProperties().get("items");
    Schema row = items == null ? object : resolved(contract, Objects.requireNonNull(items.getItems()));
    if (!row.getProperties().containsKey("customer")) {
      row.addProperty("customer", OASFactory.createSchema().ref(PREFIX + "Customer"));
    }
  }

  private static Schema resolved(OpenAPI contract, Schema use) {
    @Nullable String name = SchemaWalk.name(use);
    return name == null ? use : Objects.requireNonNull(contract.getComponents().getSchemas().get(name));
  }
}
