package dev.perennial.editing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * The name another system has for an object. Case-sensitive, never given to another object.
 *
 * @param source the system, e.g. {@code salesforce}
 * @param externalId its identifier there
 */
public record ExternalId(
    @NotBlank @Size(max = 100) String source, @NotBlank @Size(max = 200) String externalId) {}
