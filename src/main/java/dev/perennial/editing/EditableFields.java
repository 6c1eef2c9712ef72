package dev.perennial.editing;

import java.util.List;

/** The fields of a resource that people edit: one record per resource, the body of POST, PATCH, PUT, bulk and imports. */
public interface EditableFields {
  /** The object's names in other systems, at most one per source. */
  List<ExternalId> externalIds();
}
