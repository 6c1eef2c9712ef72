package dev.perennial.signaltype;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one attribute of a type must be. */
@Schema(name = "SignalAttributeRule")
record AttributeRule(
    @NotNull AttributeType type,
    @Schema(description = "Whether a signal without it is refused.", defaultValue = "false") @Nullable Boolean required) {
  boolean isRequired() {
    return Boolean.TRUE.equals(required);
  }
}
