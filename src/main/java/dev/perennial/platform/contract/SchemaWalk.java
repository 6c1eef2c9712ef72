package dev.perennial.platform.contract;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Finds the schemas of the contract: where they are used, and which named ones a use leads to. */
final class SchemaWalk {
  private static final String PREFIX = "#/components/schemas/";

  private SchemaWalk() {}

  static Stream<Operation> operations(OpenAPI contract) {
    return contract.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream());
  }

  static Stream<Schema> ofRequests(OpenAPI contract) {
    return operations(contract)
        .filter(operation -> operation.getRequestBody() != null)
        .flatMap(operation -> of(operation.getRequestBody().getContent()));
  }

  static Stream<Schema> ofAnswers(OpenAPI contract) {
    Stream<APIResponse> shared = contract.getComponents().getResponses().values().stream();
    Stream<APIResponse> own =
        operations(contract).flatMap(operation -> operation.getResponses().getAPIResponses().values().stream());
    return Stream.concat(shared, own).flatMap(response -> of(response.getContent()));
  }

  static Stream<Schema> ofParameters(OpenAPI contract) {
    return operations(contract)
        .flatMap(operation -> Stream.ofNullable(operation.getParameters()).flatMap(List::stream))
        .map(Parameter::getSchema)
        .filter(Objects::nonNull);
  }

  private static Stream<Schema> of(@Nullable Content content) {
    return Stream.ofNullable(content)
        .flatMap(found -> found.getMediaTypes().values().stream())
        .map(media -> media.getSchema())
        .filter(Objects::nonNull);
  }

  /** Names of all component schemas that these lead to. */
  static Set<String> named(Stream<Schema> roots, Components components) {
    Set<String> names = new HashSet<>();
    Deque<Schema> open = new ArrayDeque<>(roots.toList());
    while (!open.isEmpty()) {
      each(
          open.pop(),
          schema -> {
            String name = name(schema);
            if (name != null && names.add(name) && components.getSchemas().containsKey(name)) {
              open.push(components.getSchemas().get(name));
            }
          });
    }
    return names;
  }

  static @Nullable String name(Schema schema) {
    String reference = schema.getRef();
    return reference != null && reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : null;
  }

  /** The schema and all it is made of, references not followed. */
  static void each(Schema schema, Consumer<Schema> visitor) {
    visitor.accept(schema);
    parts(schema).forEach(part -> each(part, visitor));
  }

  private static Stream<Schema> parts(Schema schema) {
    return Stream.of(
            one(schema.getItems()),
            one(schema.getAdditionalPropertiesSchema()),
            all(schema.getProperties() == null ? null : schema.getProperties().values()),
            all(schema.getAllOf()),
            all(schema.getAnyOf()),
            all(schema.getOneOf()))
        .flatMap(part -> part);
  }

  private static Stream<Schema> one(@Nullable Schema schema) {
    return Stream.ofNullable(schema);
  }

  private static Stream<Schema> all(@Nullable Collection<Schema> schemas) {
    return schemas == null ? Stream.empty() : schemas.stream();
  }
}
