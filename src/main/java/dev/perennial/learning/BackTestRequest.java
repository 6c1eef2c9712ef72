package dev.perennial.learning;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A judgement on the past, as life goes: at each origin a model is trained on what was decided by then, scores what fell due
 * next, and is judged by how that was decided. An empty body has sensible settings.
 *
 * @param sample which decided renewals
 * @param origins days at which a model is trained; when absent, four over the newer half of the due dates
 * @param horizonDays how far each origin looks; when absent, to the next origin
 * @param parts parts the customers are split into, each scored by a model that never saw them; 1 lets a customer's past train
 *     the model that scores it; 2 when absent
 * @param segment a feature with levels of the model's feature set: how good the model is on each
 * @param challengers other models to judge on the same renewals, such as one of kind EXTERNAL; then only renewals that each of
 *     those has a probability for by the cut-off are judged
 * @param seed what decides by chance; 1 when absent
 */
@Schema(name = "BackTestRequest")
public record BackTestRequest(
    @Valid @Nullable SampleFields sample,
    @Size(min = 1, max = 24) @Nullable List<@NotNull LocalDate> origins,
    @Min(1) @Max(1095) @Nullable Integer horizonDays,
    @Min(1) @Max(10) @Nullable Integer parts,
    @Nullable String segment,
    @Size(max = 5) @Nullable List<@NotNull UUID> challengers,
    @Nullable Long seed) {
  /** Sensible settings. */
  static final BackTestRequest USUAL = new BackTestRequest(null, null, null, null, null, null, null);
}
