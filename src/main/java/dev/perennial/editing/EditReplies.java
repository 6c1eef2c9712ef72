package dev.perennial.editing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.http.ETags;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;

/** How written objects are asked for and answered: 201 with Location for new ones, 200 otherwise, always with the ETag. */
@Singleton
public class EditReplies {
  private final ETags etags;

  EditReplies(ETags etags) {
    this.etags = etags;
  }

  /** @param collection path of the resource, e.g. {@code /v1/customers} */
  public Response answer(String collection, Edited<?> edited) {
    return edited.created()
        ? etags.created(URI.create(collection + "/" + edited.id()), edited.version(), edited.view())
        : etags.written(edited.version(), edited.view());
  }

  public static Change patch(HttpHeaders headers, UUID id, JsonNode patch) {
    return new Change(Reference.of(id), patch, ETags.ifMatch(headers), false);
  }

  /** PUT by external id: {@code If-None-Match: *} means create only. */
  public static Change put(HttpHeaders headers, String source, String externalId, JsonNode body) {
    boolean createOnly = "*".equals(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    return new Change(
        new Reference(null, new ExternalId(source, externalId)), body, ETags.ifMatch(headers), createOnly);
  }
}
