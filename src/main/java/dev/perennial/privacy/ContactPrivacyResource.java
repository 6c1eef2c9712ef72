package dev.perennial.privacy;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A contact's personal data over HTTP. */
@Path("/v1/contacts")
@Tag(name = "Privacy")
public class ContactPrivacyResource {
  private final PrivacyService service;

  ContactPrivacyResource(PrivacyService service) {
    this.service = service;
  }

  @GET
  @Path("/{id}/personal-data")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(
      operationId = "exportContactPersonalData", summary = "Export everything held about a contact",
      description = "The contact, its external ids, and the newest 10,000 each of its changes, signals, trigger events and answers.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = PersonalData.class)))
  public Response export(@PathParam("id") UUID id) {
    return Response.ok(service.export(PersonKind.CONTACT, id)).header("Cache-Control", "no-store").build();
  }

  @POST
  @Path("/{id}/erase")
  @Idempotent
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(
      operationId = "eraseContact", summary = "Erase a contact",
      description =
          "For good. Name, e-mail, phone, title and external ids go, from the contact, from every event and stored reply; mentions in"
              + " notes and attributes of its customers are blacked out. The id stays: scores keep their numbers, the feed its sequence."
              + " Erase the person in the systems that send it first, or their next sync makes a new contact.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = Erasure.class)))
  public Response erase(@PathParam("id") UUID id) {
    return Response.ok(service.erase(PersonKind.CONTACT, id)).build();
  }
}
