package dev.perennial.signaltype;

import dev.perennial.signal.SignalKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A signal type as it is to be. */
@Schema(name = "SignalTypeRequest")
record SignalTypeRequest(
    @NotNull SignalKind kind,
    @NotBlank @Size(max = 200) String label,
    @Schema(description = "Unit of the value.", examples = "seats") @Size(max = 40) @Nullable String unit,
    @Schema(description = "Attribute → what it must be; attributes that are not named here are free.")
        @Nullable @Size(max = 50)
        Map<@NotBlank @Size(max = 100) String, @NotNull @Valid AttributeRule> attributes,
    @Schema(description = "Days after which a fact counts half.")
        @Nullable @DecimalMin("0.1") @DecimalMax("36500")
        Double halfLifeDays,
    @Schema(description = "Source → days within which it is expected to deliver a fact of this type; later it is silent.")
        @Nullable @Size(max = 50)
        Map<@NotBlank @Size(max = 100) String, @NotNull @Min(1) @Max(3650) Integer> expectedCadenceDays) {

  SignalTypeView view(String code, long version) {
    return new SignalTypeView(
        code, version, kind, label.strip(), unit, attributes == null ? Map.of() : attributes, halfLifeDays,
        expectedCadenceDays == null ? Map.of() : expectedCadenceDays);
  }
}
