package dev.perennial.tenant;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of an identity provider, whose key set is served over HTTP. */
@QuarkusTest
@TestProfile(TokenTest.Issuer.class)
class TokenTest extends ApiTest {
  private static final String PORT = "perennial.test.key-set-port";
  private static final String ISSUER = "https://login.example/realms/acme";
  private static final String AUDIENCE = "perennial";
  private static final String SUBJECT = "9d0d7a4e-5c7e-4c59-8a5d-0b8f7f3f7d11";

  private static KeySetServer server;
  private static PublicJsonWebKey rsa;
  private static PublicJsonWebKey ec;

  public static class Issuer implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      // a system property: the profile and the tests are loaded by different class loaders
      System.setProperty(PORT, String.valueOf(KeySetServer.freePort()));
      return Map.of(
          "perennial.jwt.jwks-url", "http://localhost:" + System.getProperty(PORT) + "/jwks",
          "perennial.jwt.issuer", ISSUER,
          "perennial.jwt.audience", AUDIENCE,
          "perennial.jwt.scope-claim", "realm_access.roles",
          "perennial.jwt.keys-pause", "1ms",
          "perennial.jobs.enabled", "false");
    }
  }

  @BeforeAll
  static void serveKeys() throws Exception {
    server = new KeySetServer(Integer.getInteger(PORT));
    rsa = RsaJwkGenerator.generateJwk(2048);
    rsa.setKeyId("rsa-1");
    ec = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    ec.setKeyId("ec-1");
  }

  @AfterAll
  static void stopServing() {
    server.close();
  }

  @BeforeEach
  void publish() {
    server.broken(false);
    server.publish(rsa, ec);
  }

  private JwtClaims claims(Object... scopes) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience("account", AUDIENCE);
    claims.setSubject(SUBJECT);
    claims.setIssuedAt(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 300));
    claims.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() + 300));
    claims.setClaim("tenant_id", tenant.id().toString());
    claims.setClaim("realm_access", Map.of("roles", List.of(scopes)));
    claims.setClaim("email", "ann.walker@person.example");
    return claims;
  }

  private static String signed(JwtClaims claims, PublicJsonWebKey key, String algorithm) {
    return sign(claims, key.getKeyId(), algorithm, signature -> signature.setKey(key.getPrivateKey()));
  }

  private static String sign(JwtClaims claims, String keyId, String algorithm, Consumer<JsonWebSignature> key) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setAlgorithmHeaderValue(algorithm);
    signature.setKeyIdHeaderValue(keyId);
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setDoKeyValidation(false);
    key.accept(signature);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String rs256(JwtClaims claims) {
    return signed(claims, rsa, "RS256");
  }

  private static ValidatableResponse me(String token) {
    return as(token).get("/v1/me").then();
  }

  private static void refused(String token) {
    me(token).statusCode(401).body("code", equalTo("unauthenticated")).header("WWW-Authenticate", notNullValue());
  }

  @Test
  void aTokenActsForItsTenantWithTheScopesWeKnow() {
    me(rs256(claims("customers:read", "customers:write", "offline_access", "customers:fly")))
        .statusCode(200)
        .body("tenantId", equalTo(tenant.id().toString()))
        .body("actor", equalTo("subject:" + SUBJECT))
        .body("scopes", containsInAnyOrder("customers:read", "customers:write"));
    me(signed(claims("scores:read"), ec, "ES256")).statusCode(200).body("scopes", contains("scores:read"));
    api().get("/v1/me").then().statusCode(200); // keys go on beside tokens
  }

  @Test
  void theSubjectIsAllThatIsKeptOfThePerson() {
    as(rs256(claims("customers:write"))).body(Map.of("name", "Northwind")).post("/v1/customers").then().statusCode(201);
    String trail =
        api().get("/v1/audit-entries?type=customer.created").then().statusCode(200)
            .body("items[0].actor", equalTo("subject:" + SUBJECT)).extract().asString();
    assertTrue(!trail.contains("ann.walker"));
  }

  @Test
  void aMissingScopeIsForbidden() {
    as(rs256(claims("customers:read"))).body(Map.of("name", "x")).post("/v1/customers").then().statusCode(403);
    as(rs256(claims())).get("/v1/customers").then().statusCode(403);
  }

  @Test
  void anotherTenantsObjectsAreUnknown() {
    TenantService.NewTenant other = tenants.create("other", "EUR");
    String id = as(other.apiKey()).body(Map.of("name", "Theirs")).post("/v1/customers").then().statusCode(201).extract().path("id");
    as(rs256(claims("customers:read"))).get("/v1/customers/" + id).then().statusCode(404);
    // the tenant is what the token says, whatever the request says
    as(rs256(claims("customers:read"))).header("X-Tenant-Id", other.id().toString()).get("/v1/customers/" + id).then().statusCode(404);
  }

  @Test
  void forgedTokensAreRefused() throws JoseException {
    refused(sign(claims("tenant:admin"), "rsa-1", "none", signature -> {}));
    byte[] publicKey = rsa.getKey().getEncoded();
    refused(sign(claims("tenant:admin"), "rsa-1", "HS256", signature -> signature.setKey(new HmacKey(publicKey))));
    byte[] pem =
        ("-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(publicKey)
                + "\n-----END PUBLIC KEY-----\n").getBytes(StandardCharsets.US_ASCII);
    refused(sign(claims("tenant:admin"), "rsa-1", "HS256", signature -> signature.setKey(new HmacKey(pem))));
    PublicJsonWebKey stranger = RsaJwkGenerator.generateJwk(2048);
    stranger.setKeyId("rsa-1");
    refused(signed(claims("tenant:admin"), stranger, "RS256"));
    refused(signed(claims("tenant:admin"), rsa, "RS512")); // a good signature of an algorithm that is not on the list
    String[] good = rs256(claims("customers:read")).split("\\.");
    String[] more = rs256(claims("tenant:admin")).split("\\.");
    refused(good[0] + "." + more[1] + "." + good[2]);
    refused(good[0] + "." + good[1] + ".");
    refused("abc");
    refused("a.b.c");
  }

  @Test
  void tokensForOthersAreRefused() {
    JwtClaims issuer = claims("customers:read");
    issuer.setIssuer(ISSUER + "/");
    refused(rs256(issuer));
    JwtClaims audience = claims("customers:read");
    audience.setAudience("account");
    refused(rs256(audience));
    JwtClaims none = claims("customers:read");
    none.unsetClaim("aud");
    refused(rs256(none));
  }

  @Test
  void tokensHaveTheirTime() {
    long now = Instant.now().getEpochSecond();
    JwtClaims expired = claims("customers:read");
    expired.setExpirationTime(NumericDate.fromSeconds(now - 60));
    refused(rs256(expired));
    JwtClaims early = claims("customers:read");
    early.setNotBefore(NumericDate.fromSeconds(now + 120));
    refused(rs256(early));
    JwtClaims endless = claims("customers:read");
    endless.unsetClaim("exp");
    refused(rs256(endless));
    JwtClaims skewed = claims("customers:read");
    skewed.setExpirationTime(NumericDate.fromSeconds(now - 10)); // within what clocks may differ
    me(rs256(skewed)).statusCode(200);
  }

  @Test
  void aTokenNeedsATenantOfOursAndASubject() {
    JwtClaims without = claims("customers:read");
    without.unsetClaim("tenant_id");
    refused(rs256(without));
    JwtClaims unknown = claims("customers:read");
    unknown.setClaim("tenant_id", UUID.randomUUID().toString());
    refused(rs256(unknown));
    JwtClaims nonsense = claims("customers:read");
    nonsense.setClaim("tenant_id", List.of(tenant.id().toString()));
    refused(rs256(nonsense));
    JwtClaims nobody = claims("customers:read");
    nobody.unsetClaim("sub");
    refused(rs256(nobody));
  }

  @Test
  void anUnknownKeyIsRefusedUntilTheIssuerPublishesIt() throws JoseException {
    PublicJsonWebKey next = RsaJwkGenerator.generateJwk(2048);
    next.setKeyId("rsa-" + UUID.randomUUID());
    String token = signed(claims("customers:read"), next, "RS256");
    refused(token);
    server.publish(rsa, ec, next);
    me(token).statusCode(200);
    int fetches = server.fetches.get();
    for (int i = 0; i < 5; i++) {
      me(token).statusCode(200);
    }
    assertEquals(fetches, server.fetches.get(), "keys that are known are not fetched again");
  }

  @Test
  void anIssuerThatIsDownIsNotTheTokensFault() throws JoseException {
    me(rs256(claims("customers:read"))).statusCode(200);
    server.broken(true);
    me(rs256(claims("customers:read"))).statusCode(200); // the keys are still there
    PublicJsonWebKey next = RsaJwkGenerator.generateJwk(2048);
    next.setKeyId("rsa-" + UUID.randomUUID());
    me(signed(claims("customers:read"), next, "RS256")).statusCode(503).header("Retry-After", notNullValue());
  }
}
