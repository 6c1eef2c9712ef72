package dev.perennial.feedback;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The signal an item came from. */
@Schema(name = "FeedbackOrigin")
public record FeedbackOrigin(@NotBlank @Size(max = 100) String source, @NotBlank @Size(max = 200) String sourceId) {}
