package dev.perennial.utilisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is remarkable about the use of an entitlement, with the limits it is judged by. */
final class UseFlags {
  private static final double UNDER = 0.5;
  private static final double OVER = 1.1;

  private UseFlags() {}

  static List<UtilisationView.Flag> of(@Nullable Double pace, @Nullable Double overage, String unit, boolean quota) {
    List<UtilisationView.Flag> flags = new ArrayList<>();
    if (pace != null && pace < UNDER) {
      flags.add(
          new UtilisationView.Flag(
              UtilisationView.Code.UNDER_USE, percent(pace) + " of the " + unit + (quota ? " granted up to now" : " granted")
                  + " are used, less than " + percent(UNDER)));
    }
    if (overage != null && overage > 0) {
      flags.add(
          new UtilisationView.Flag(
              UtilisationView.Code.OVER_USE, String.format(Locale.ROOT, "%.0f %s more than granted are used", overage, unit)));
    } else if (pace != null && pace > OVER) {
      flags.add(
          new UtilisationView.Flag(
              UtilisationView.Code.OVER_USE, "At " + percent(pace) + " of an even use the " + unit + " will not last"));
    }
    return flags;
  }

  private static String percent(double share) {
    return Math.round(share * 100) + "%";
  }
}
