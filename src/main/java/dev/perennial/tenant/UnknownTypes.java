package dev.perennial.tenant;

/** What happens to signals of a type the catalogue does not have. */
public enum UnknownTypes {
  /** Stored, and listed as uncatalogued. */
  ACCEPT,
  /** Refused one by one. */
  REFUSE
}
