package dev.perennial.importing;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a file become the fields of a resource. A target is a path into the resource's own body: {@code name},
 * {@code attributes.industry}, {@code customerId.externalId}, {@code lines.0.unitPrice}, {@code contracts.externalId} of a list; {@code externalId} names the row, {@code
 * knownAt} says since when it was known (scope imports:backfill).
 */
@Schema(name = "ImportMapping")
public record ImportMapping(
    @Schema(description = "The system the file comes from: source of every external id in it.", examples = "crm")
        @Nullable @Size(max = 100) String source,
    @Schema(description = "Column → target, or several targets.", example = "{\"account_id\":\"externalId\",\"account_name\":\"name\"}")
        Map<String, Targets> columns,
    @Schema(description = "Target → the same value in every row.") Map<String, String> constants,
    @Schema(description = "Target → text with {column} and {#line}, e.g. \"{ticket_id}/closed\".") Map<String, String> templates,
    @Schema(description = "Target → what each value of the file means; \"*\" is any other, \"\" an empty one.")
        Map<String, Map<String, String>> values,
    @Schema(description = "Target date → days to add, e.g. -1 where the file gives the first day after.") Map<String, Integer> shiftDays,
    @Schema(description = "Rows in which one of these columns is empty are passed over.") List<String> skipWhenEmpty,
    @Schema(description = "Column → values whose rows are passed over.") Map<String, List<String>> skipValues,
    @Schema(description = "Pattern of dates, e.g. dd-MM-yyyy; ISO when absent.") @Nullable String dateFormat,
    @Schema(description = "Pattern of times; ISO when absent. A bare date is the start of that day.") @Nullable String dateTimeFormat,
    @Schema(description = "Zone of times that name none; UTC when absent.") @Nullable String timeZone,
    @Schema(description = "\".\" (default) or \",\".") @Nullable @Pattern(regexp = "[.,]") String decimalMark,
    @Schema(description = "Between columns: \",\" (default), \";\", a tab …") @Nullable @Size(min = 1, max = 1) String delimiter,
    @Schema(description = "Whether an empty cell clears the field; it leaves it alone by default.") @Nullable Boolean emptyClears) {

  public ImportMapping {
    columns = columns == null ? Map.of() : columns;
    constants = constants == null ? Map.of() : constants;
    templates = templates == null ? Map.of() : templates;
    values = values == null ? Map.of() : values;
    shiftDays = shiftDays == null ? Map.of() : shiftDays;
    skipWhenEmpty = skipWhenEmpty == null ? List.of() : skipWhenEmpty;
    skipValues = skipValues == null ? Map.of() : skipValues;
  }

  static ImportMapping none() {
    return new ImportMapping(
        null, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), Map.of(), null, null, null, null, null, null);
  }
}
