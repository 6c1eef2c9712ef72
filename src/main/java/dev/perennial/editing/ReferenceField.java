package dev.perennial.editing;

import org.jspecify.annotations.Nullable;

/** A field of a body that names another object, and where it is. */
public record ReferenceField(String pointer, ResourceType type, @Nullable Reference reference) {}
