package dev.perennial.importing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/** A mapping to keep: the resource it is for, and the mapping itself. */
record SavedMappingRequest(@NotBlank String resource, @NotNull @Valid ImportMapping document) {}
