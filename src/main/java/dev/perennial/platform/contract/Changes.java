package dev.perennial.platform.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Where absent means unchanged, nothing is required: merge patches, writes by external id and the items of bulk writes get
 * {@code CustomerChanges} in place of {@code CustomerFields}.
 */
final class Changes {
  private static final String FIELDS = "Fields";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final Components components;
  private final Map<String, Schema> added = new LinkedHashMap<>();

  private Changes(Components components) {
    this.components = components;
  }

  static void describe(OpenAPI contract) {
    Changes changes = new Changes(contract.getComponents());
    contract.getPaths().getPathItems().forEach(changes::ofPath);
    contract
        .getComponents()
        .getSchemas()
        .forEach(
            (name, schema) -> {
              if (name.endsWith("BulkItem") && schema.getProperties() != null) {
                Schema data = schema.getProperties().get("data");
                if (data != null) {
                  changes.loosen(data);
                }
              }
            });
    changes.added.forEach(contract.getComponents()::addSchema);
  }

  private void ofPath(String path, PathItem item) {
    Operation put = item.getPUT();
    if (put != null && path.contains("/external/") && put.getRequestBody() != null) {
      put.getRequestBody().getContent().getMediaTypes().values().forEach(this::loosen);
    }
    Operation patch = item.getPATCH();
    if (patch != null && patch.getRequestBody() != null) {
      MediaType merge = patch.getRequestBody().getContent().getMediaType(MERGE_PATCH);
      if (merge != null) {
        loosen(merge);
      }
    }
  }

  private void loosen(MediaType media) {
    if (media.getSchema() != null) {
      loosen(media.getSchema());
    }
  }

  private void loosen(Schema use) {
    String name = SchemaWalk.name(use);
    Schema strict = name == null ? null : components.getSchemas().get(name);
    if (name == null || strict == null || strict.getRequired() == null || !name.endsWith(FIELDS)) {
      return;
    }
    String loose = name.substring(0, name.length() - FIELDS.length()) + "Changes";
    use.setRef("#/components/schemas/" + loose);
    added.put(
        loose,
        OASFactory.createSchema()
            .addType(Schema.SchemaType.OBJECT)
            .description("As " + name + ", where absent means unchanged (or the default, when it is new).")
            .properties(new LinkedHashMap<>(strict.getProperties()))
            .additionalPropertiesBoolean(false));
  }
}
