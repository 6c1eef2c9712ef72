package dev.perennial.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of each subject that are personal: kept in a column of their own, which the owner can erase. */
final class PersonalFields {
  private static final Map<String, Set<String>> BY_SUBJECT =
      Map.of(
          "contact", Set.of("name", "email", "phone", "title", "externalIds"),
          "user", Set.of("name", "email", "externalIds"));

  private PersonalFields() {}

  /** The personal part of a tree, or null when there is none. */
  static @Nullable ObjectNode of(String subjectType, @Nullable JsonNode tree) {
    Set<String> personal = BY_SUBJECT.getOrDefault(subjectType, Set.of());
    if (personal.isEmpty() || !(tree instanceof ObjectNode object)) {
      return null;
    }
    ObjectNode part = object.deepCopy().retain(personal);
    return part.isEmpty() ? null : part;
  }

  static @Nullable JsonNode without(String subjectType, @Nullable JsonNode tree) {
    Set<String> personal = BY_SUBJECT.getOrDefault(subjectType, Set.of());
    if (personal.isEmpty() || !(tree instanceof ObjectNode object)) {
      return tree;
    }
    ObjectNode rest = object.deepCopy();
    rest.remove(personal);
    return rest;
  }
}
