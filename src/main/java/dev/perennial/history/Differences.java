package dev.perennial.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.perennial.editing.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the contents of two versions, column by column, in the API's names. */
public final class Differences {
  /** What every change changes, and what follows from another column. */
  private static final Set<String> HIDDEN =
      Set.of("tenant_id", "id", "version", "known_from", "created_at", "updated_at", "name_key");

  /** Columns whose names in the API do not follow from theirs. */
  private static final Map<ResourceType, Map<String, String>> NAMES =
      Map.of(
          ResourceType.CUSTOMER,
          Map.of(
              "csm_id", "assignments.csmId",
              "renewal_manager_id", "assignments.renewalManagerId",
              "account_executive_id", "assignments.accountExecutiveId"));

  private Differences() {}

  /** @param before null for the first version: all that is set then differs */
  public static List<FieldDifference> of(ResourceType type, @Nullable JsonNode before, JsonNode after) {
    List<FieldDifference> differences = new ArrayList<>();
    for (Map.Entry<String, JsonNode> column : after.properties()) {
      JsonNode old = before == null ? NullNode.instance : before.path(column.getKey());
      JsonNode was = old.isMissingNode() ? NullNode.instance : old; // a column that is younger than the version
      if (!HIDDEN.contains(column.getKey()) && !was.equals(column.getValue())) {
        differences.add(new FieldDifference(name(type, column.getKey()), was, column.getValue()));
      }
    }
    return differences;
  }

  private static String name(ResourceType type, String column) {
    String known = NAMES.getOrDefault(type, Map.of()).get(column);
    return known == null ? camelCase(column) : known;
  }

  private static String camelCase(String column) {
    StringBuilder name = new StringBuilder();
    for (String word : column.split("_", -1)) {
      name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
