package dev.perennial.catalogue;

import dev.perennial.renewal.ReasonCodeView;
import dev.perennial.tenant.BandCutPoints;
import java.util.List;

/**
 * The values that fields can take. Enums are open: a later version may add values.
 *
 * @param stages with the forecast category each brings and where a renewal may go from there
 * @param contactRoles suggestions; any text is accepted
 * @param userRoles suggestions; any text is accepted
 * @param bandCutPoints where the risk bands begin, from the settings
 */
record Catalogues(
    List<String> customerStatuses,
    List<String> contactRoles,
    List<String> userRoles,
    List<String> contractKinds,
    List<String> chargeTypes,
    List<String> amountPeriods,
    List<Stage> stages,
    List<String> forecastCategories,
    List<String> outcomes,
    List<String> voidReasons,
    List<String> followUpKinds,
    List<ReasonCodeView> reasonCodes,
    List<String> signalKinds,
    List<String> signalDirections,
    List<String> signalPhases,
    List<String> riskBands,
    BandCutPoints bandCutPoints,
    List<String> eventTypes,
    List<String> scopes) {

  /** A stage of a renewal. */
  record Stage(String code, String forecastCategory, List<String> allowedTransitions) {}
}
