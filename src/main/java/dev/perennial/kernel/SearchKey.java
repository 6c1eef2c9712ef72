package dev.perennial.kernel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The folded form of a name that prefix search and sorting by name work on: no accents, no upper case, single spaces. It is
 * stored, because row-level security keeps {@code lower()} out of index conditions.
 */
public final class SearchKey {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private SearchKey() {}

  public static String of(String name) {
    String decomposed = Normalizer.normalize(name, Normalizer.Form.NFKD);
    String bare = MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    return SPACES.matcher(bare.strip()).replaceAll(" ");
  }

  /** The first key after every key that begins with this prefix (in code point order). */
  public static String end(String prefix) {
    return prefix + new String(Character.toChars(Character.MAX_CODE_POINT));
  }
}
