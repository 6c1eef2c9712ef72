package dev.perennial.tenant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of {@link Settings} that people edit; units as there. */
public record SettingsFields(
    @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code") String reportingCurrency,
    @NotNull String timeZone,
    @Min(1) @Max(12) int fiscalYearStartMonth,
    @Min(0) @Max(365) int signatureLeadDays,
    @Min(0) @Max(365) int graceDays,
    @Min(1) @Max(730) int horizonDays,
    @Min(0) @Max(365) int scoringLeadDays,
    @DecimalMin("0") @DecimalMax("1") double atRiskThreshold,
    @NotNull @Valid BandCutPoints bandCutPoints,
    @DecimalMin("0") @DecimalMax("1") double savedShare,
    @NotNull @DecimalMin("0") BigDecimal contactCost,
    @Schema(description = "What happens to signals of types the catalogue lacks; ACCEPT when absent.") @Nullable UnknownTypes unknownSignalTypes,
    @Schema(description = "Months after its start in which a new success metric is measured again, unless it says otherwise; 3, 6 and 9 when absent.")
        @Nullable @Size(max = 24) List<@NotNull @Min(1) @Max(120) Integer> followUpMonths,
    @Nullable @Valid ContactCap contactCap,
    @Nullable @Valid FeedbackRule feedbackRule) {
  static final List<Integer> FOLLOW_UP_MONTHS = List.of(3, 6, 9);

  /** What a new tenant starts with. */
  public static SettingsFields starter(String reportingCurrency) {
    return new SettingsFields(
        reportingCurrency, "UTC", 1, 14, 30, 90, 60, 0.30, new BandCutPoints(0.10, 0.25, 0.50), 0.25,
        new BigDecimal("500"), UnknownTypes.ACCEPT, FOLLOW_UP_MONTHS, null, null);
  }
}
