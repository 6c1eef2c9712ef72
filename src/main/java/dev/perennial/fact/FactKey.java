package dev.perennial.fact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** What identifies a fact of one kind. */
public record FactKey(String source, String sourceId, int revision) {
  /**
   * SQL of a row's id, a uuid of version 8 (RFC 9562) made from its table and key: facts store none.
   *
   * @param alias of the table in the statement
   */
  public static String idSql(String table, String alias) {
    return ("overlay(overlay(substr(encode(sha256(convert_to('" + table + "' || chr(31) || $.source || chr(31) || $.source_id"
            + " || chr(31) || $.revision, 'UTF8')), 'hex'), 1, 32) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid")
        .replace("$", alias);
  }

  /** The same here. */
  public UUID id(String table) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((table + "\u001f" + source + "\u001f" + sourceId + "\u001f" + revision).getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder(HexFormat.of().formatHex(hash).substring(0, 32));
      hex.setCharAt(12, '8');
      hex.setCharAt(16, '8');
      hex.insert(20, '-').insert(16, '-').insert(12, '-').insert(8, '-');
      return UUID.fromString(hex.toString());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * {@code AND …}: the last revision that was known and stored by the point in time, and not retracted. Needs {@code
   * :tenant}, {@code :knownAt} and {@code :recordedBy}; both {@code PointInTime.ALL} for the present.
   */
  public static String visibleSql(String table, String alias) {
    return (" AND NOT $.retracted AND $.known_at <= :knownAt AND $.recorded_at <= :recordedBy"
            + " AND NOT EXISTS (SELECT FROM app." + table + " n WHERE n.tenant_id = :tenant AND n.source = $.source"
            + " AND n.source_id = $.source_id AND n.revision > $.revision AND n.revision > 0"
            + " AND n.known_at <= :knownAt AND n.recorded_at <= :recordedBy)")
        .replace("$", alias);
  }
}
