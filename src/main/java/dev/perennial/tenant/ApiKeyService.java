package dev.perennial.tenant;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.time.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, rotates and revokes API keys. */
@ApplicationScoped
public class ApiKeyService {
  private static final int SECRET_BYTES = 32;
  private static final List<SortKey<ApiKeyView>> SORTS =
      List.of(new SortKey<>("createdAt", "created_at", "timestamptz", ApiKeyView::createdAt));

  private final ApiKeyRepository repository;
  private final ApiKeyAuthenticator authenticator;
  private final CallerContext callers;
  private final Clock clock;
  private final Ids ids;
  private final ConfigurationAudit audit;

  ApiKeyService(
      ApiKeyRepository repository, ApiKeyAuthenticator authenticator, CallerContext callers, Clock clock, Ids ids,
      ConfigurationAudit audit) {
    this.repository = repository;
    this.authenticator = authenticator;
    this.callers = callers;
    this.clock = clock;
    this.ids = ids;
    this.audit = audit;
  }

  @Transactional
  NewApiKey create(ApiKeyRequest request) {
    checkScopes(request.scopes());
    Instant now = clock.instant();
    if (request.expiresAt() != null && !request.expiresAt().isAfter(now)) {
      throw ProblemException.invalid(
          FieldError.at("/expiresAt", "out_of_range", "The expiry must lie in the future."));
    }
    return make(request.name(), request.scopes(), request.expiresAt(), now);
  }

  /** A new key with the same name, scopes and expiry; the old one goes on for the overlap. */
  @Transactional
  NewApiKey rotate(UUID id, int overlapHours) {
    ApiKeyView old = live(id);
    checkScopes(old.scopes());
    Instant now = clock.instant();
    NewApiKey made = make(old.name(), old.scopes(), old.expiresAt(), now);
    repository.end(old, now.plus(Duration.ofHours(overlapHours)));
    authenticator.forget(old.keyId());
    audit.changed("api_key.rotated", "api_key", id, made.details());
    return made;
  }

  @Transactional
  ApiKeyView revoke(UUID id) {
    ApiKeyView key = live(id);
    repository.end(key, clock.instant());
    authenticator.forget(key.keyId());
    audit.changed("api_key.revoked", "api_key", id, key);
    return get(id);
  }

  ApiKeyView get(UUID id) {
    return repository.find(id).orElseThrow(() -> ProblemException.notFound("API key"));
  }

  Page<ApiKeyView> list(PageRequest request) {
    Keyset<ApiKeyView> keyset = Keyset.of(request, "-createdAt", SORTS, "id", ApiKeyView::id, "");
    return keyset.page(repository.list(keyset));
  }

  /** A key made by the service itself for a new tenant, in the caller's transaction; returns its text. */
  public String createFor(Caller tenant, String name, Iterable<String> scopes) {
    List<String> list = new ArrayList<>();
    scopes.forEach(list::add);
    list.sort(null);
    NewApiKey made = make(name, list, null, clock.instant());
    return String.valueOf(made.apiKey());
  }

  private NewApiKey make(String name, List<String> scopes, @Nullable Instant expiresAt, Instant now) {
    ApiKeyText text = new ApiKeyText(ids.shortId(), ids.secret(SECRET_BYTES));
    ApiKeyView view =
        new ApiKeyView(
            ids.next(), text.keyId(), name, scopes.stream().distinct().sorted().toList(), now,
            callers.caller().actor(), expiresAt, null);
    repository.insert(view, text.hash());
    audit.changed("api_key.created", "api_key", view.id(), view);
    return new NewApiKey(text.text(), view);
  }

  private ApiKeyView live(UUID id) {
    ApiKeyView key = get(id);
    if (key.revokedAt() != null && !key.revokedAt().isAfter(clock.instant())) {
      throw ProblemException.conflict("The key has been revoked already.");
    }
    return key;
  }

  /** Nobody hands out more than they hold. */
  private void checkScopes(List<String> scopes) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < scopes.size(); i++) {
      String scope = scopes.get(i);
      if (!Scope.ALL.contains(scope)) {
        errors.add(FieldError.at("/scopes/" + i, "unknown", "There is no scope " + scope + "."));
      } else if (!callers.caller().scopes().contains(scope)) {
        errors.add(FieldError.at("/scopes/" + i, "forbidden", "Your own credential does not carry " + scope + "."));
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }
}
