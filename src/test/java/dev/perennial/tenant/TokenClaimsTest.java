package dev.perennial.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The forms in which identity providers say scopes and tenants. */
class TokenClaimsTest {
  private static final TokenClaims CLAIMS =
      new TokenClaims(
          Map.of(
              "scope", "openid customers:read scores:read",
              "scp", List.of("customers:read", 7, "scores:read"),
              "realm_access", Map.of("roles", List.of("customers:read")),
              "https://perennial.example/tenant", "t-1",
              "organization", Map.of("id", "t-2")));

  @Test
  void scopesAreWordsOrAnArrayOrNested() {
    assertEquals(Set.of("openid", "customers:read", "scores:read"), CLAIMS.words("scope"));
    assertEquals(Set.of("customers:read", "scores:read"), CLAIMS.words("scp"));
    assertEquals(Set.of("customers:read"), CLAIMS.words("realm_access.roles"));
    assertEquals(Set.of(), CLAIMS.words("realm_access.rules"));
    assertEquals(Set.of(), CLAIMS.words("organization"));
    assertEquals(Set.of(), CLAIMS.words("scope.more"));
  }

  @Test
  void aNameWithDotsIsANameFirst() {
    assertEquals("t-1", CLAIMS.text("https://perennial.example/tenant"));
    assertEquals("t-2", CLAIMS.text("organization.id"));
    assertNull(CLAIMS.text("organization"));
    assertNull(CLAIMS.text("realm_access.roles"));
  }
}
