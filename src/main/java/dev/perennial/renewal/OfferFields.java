package dev.perennial.renewal;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.perennial.kernel.Money;
import dev.perennial.platform.json.Decimals;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was offered to the customer. */
@Schema(name = "RenewalOfferFields")
public record OfferFields(
    @Schema(description = "Annualised, in the contract's currency.") @Nullable Money amount,
    @Schema(description = "Change of the price in percent, e.g. 5 or -10.")
        @JsonDeserialize(using = Decimals.Reader.class)
        @DecimalMin("-100")
        @DecimalMax("1000")
        @Nullable BigDecimal priceChangePercent,
    @Min(1) @Max(240) @Nullable Integer termMonths,
    @Nullable LocalDate sentDate) {}
