package dev.perennial.mention;

/** SQL that everyone who reads {@code app.signal AS s} for acts of advocacy needs. */
public final class AdvocacySql {
  /** Of signals of the kinds ADVOCACY and MENTION: sources without the former send acts as mentions of these types. */
  public static final String IS_ACT =
      "(s.kind = 'ADVOCACY' OR s.type IN ('reference_given', 'review', 'case_study', 'referral', 'testimonial', 'speaking'))";

  private AdvocacySql() {}
}
