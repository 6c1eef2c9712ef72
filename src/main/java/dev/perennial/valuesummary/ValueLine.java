package dev.perennial.valuesummary;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One line of a value summary. */
@Schema(name = "ValueLine")
record ValueLine(
    @Schema(description = "SUCCESS_METRIC, CRITERION, USAGE, SUPPORT, SURVEY or ADVOCACY.") String topic,
    @Schema(description = "For people.") String sentence,
    @Schema(description = "The object or fact it rests on: success_metric, measurement, purchase_criterion, delivery_score or signal.")
        String sourceType,
    @Schema(description = "Its id; for what many signals say, the newest of them.") @Nullable UUID sourceId,
    @Schema(description = "The system that said so, `manual` where a fact was stored without one, `signals` for what a formula makes of them; null where no fact says it. For what many say, that of the newest.") @Nullable String source,
    @Schema(description = "When it held, or happened.") @Nullable Instant at,
    @Schema(type = SchemaType.OBJECT, description = "The numbers of the sentence.") Map<String, Object> figures) {}
