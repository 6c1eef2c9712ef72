package dev.perennial.contract;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.perennial.editing.Reference;
import dev.perennial.platform.json.Decimals;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line of a contract as people edit it; a ramp is several lines of one product that follow each
 * other.
 */
@Schema(name = "ContractLineFields")
public record ContractLineFields(
    @Schema(description = "Keeps a line's identity across changes; given by us to new lines.")
        @Nullable UUID id,
    @NotNull Reference productId,
    @Schema(description = "Greater than 0; 1 when absent.", examples = "25")
        @JsonDeserialize(using = Decimals.Reader.class)
        @Digits(integer = 13, fraction = 4)
        @DecimalMin(value = "0", inclusive = false)
        BigDecimal quantity,
    @Schema(
            description = "Price of one unit for one period, in the contract's currency.",
            type = SchemaType.STRING,
            format = "decimal",
            examples = "12.50")
        @JsonDeserialize(using = Decimals.Reader.class)
        @JsonSerialize(using = Decimals.AmountWriter.class)
        @NotNull
        @Digits(integer = 13, fraction = 4)
        @DecimalMin("0")
        BigDecimal unitPrice,
    @Schema(description = "0 to 100; 0 when absent.", examples = "10")
        @JsonDeserialize(using = Decimals.Reader.class)
        @Digits(integer = 3, fraction = 4)
        @DecimalMin("0")
        @DecimalMax("100")
        BigDecimal discountPercent,
    @Schema(description = "RECURRING when absent; only recurring lines count in MRR.")
        ChargeType chargeType,
    @Schema(description = "What the price covers; may be left out for ONE_TIME only.") @NotNull
        AmountPeriod amountPeriod,
    @Schema(description = "First day; the contract's when absent.") @Nullable LocalDate startDate,
    @Schema(
            description =
                "Last day, inclusive; the contract's when absent, and then it follows the contract's.")
        @Nullable LocalDate endDate) {

  @SuppressWarnings(
      "NullAway") // a required field that is absent stays null until Bean Validation has said so
  public ContractLineFields {
    quantity = quantity == null ? BigDecimal.ONE : Decimals.plain(quantity);
    unitPrice = unitPrice == null ? null : Decimals.plain(unitPrice);
    discountPercent = discountPercent == null ? BigDecimal.ZERO : Decimals.plain(discountPercent);
    chargeType = chargeType == null ? ChargeType.RECURRING : chargeType;
    amountPeriod =
        amountPeriod == null && chargeType == ChargeType.ONE_TIME
            ? AmountPeriod.TERM
            : amountPeriod;
  }

  ContractLineFields withId(@Nullable UUID newId) {
    return new ContractLineFields(
        newId,
        productId,
        quantity,
        unitPrice,
        discountPercent,
        chargeType,
        amountPeriod,
        startDate,
        endDate);
  }

  ContractLineFields withProduct(Reference product) {
    return new ContractLineFields(
        id,
        product,
        quantity,
        unitPrice,
        discountPercent,
        chargeType,
        amountPeriod,
        startDate,
        endDate);
  }

  ContractLineFields withDates(@Nullable LocalDate start, @Nullable LocalDate end) {
    return new ContractLineFields(
        id, productId, quantity, unitPrice, discountPercent, chargeType, amountPeriod, start, end);
  }

  ContractLineFields withUnitPrice(BigDecimal price) {
    return new ContractLineFields(
        id,
        productId,
        quantity,
        price,
        discountPercent,
        chargeType,
        amountPeriod,
        startDate,
        endDate);
  }
}
