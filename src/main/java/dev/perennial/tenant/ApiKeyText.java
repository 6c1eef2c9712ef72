package dev.perennial.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The text of an API key: {@code prn_<keyId>_<secret>_<crc>}. The check sum lets a scanner (or us) tell a mistyped key
 * from a wrong one without a look-up. The secret has 256 random bits, so a plain SHA-256 is a sufficient hash of it.
 */
record ApiKeyText(String keyId, String secret) {
  private static final String PREFIX = "prn_";
  private static final MessageDigest SHA_256 = sha256();

  String text() {
    String body = PREFIX + keyId + "_" + secret;
    return body + "_" + checkSum(body);
  }

  /** Whether a credential is meant to be a key of ours; anything else can only be a token. */
  static boolean isKey(String credential) {
    return credential.startsWith(PREFIX);
  }

  static @Nullable ApiKeyText parse(String text) {
    int lastBar = text.lastIndexOf('_');
    int firstBar = text.indexOf('_', PREFIX.length());
    if (text.length() > 200 || !text.startsWith(PREFIX) || firstBar < 0 || lastBar <= firstBar) {
      return null;
    }
    String body = text.substring(0, lastBar);
    if (!checkSum(body).equals(text.substring(lastBar + 1))) {
      return null;
    }
    return new ApiKeyText(text.substring(PREFIX.length(), firstBar), body.substring(firstBar + 1));
  }

  byte[] hash() {
    try {
      MessageDigest digest = (MessageDigest) SHA_256.clone(); // looking the algorithm up costs more than the digest
      return digest.digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String checkSum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
