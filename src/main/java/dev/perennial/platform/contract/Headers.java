package dev.perennial.platform.contract;

import dev.perennial.platform.http.ETags;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Headers that work the same everywhere, and the 304 of conditional reads. */
final class Headers {
  private static final String IF_NONE_MATCH =
      "The ETag you have; answered with 304 when nothing has changed. An answer that tells the moment of asking always has,"
          + " unless `knownAt` names one.";
  /** A fact that waits for its customer has no address yet; other 202s are jobs. */
  private static final String WAITING = "SignalReceipt";

  private static final String REFERENCE = "#/components/headers/";

  private Headers() {}

  static void addTo(Components components) {
    header(components, "ETag", "The version of the object, for If-Match and If-None-Match.");
    header(components, "Location", "Where the new object is.");
    header(components, "Link", "`rel=\"next\"`: the next page, when there is one.");
    header(components, "Retry-After", "Seconds to wait.");
    header(components, "RateLimit", "Per quota, `caller` and `tenant`: requests left (`r`) and seconds until it is whole again (`t`).");
    header(components, "RateLimit-Policy", "Per quota: requests (`q`) in a window of seconds (`w`).");
    components
        .getResponses()
        .forEach(
            (name, response) -> {
              if (name.equals("Problem429")) {
                List.of("Retry-After", "RateLimit", "RateLimit-Policy").forEach(header -> refer(response, header));
              } else if (name.equals("Problem503") || name.equals("Problem409")) {
                refer(response, "Retry-After");
              }
            });
  }

  private static void header(Components components, String name, String description) {
    components.addHeader(
        name,
        OASFactory.createHeader()
            .description(description)
            .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
  }

  static void describe(PathItem.HttpMethod method, Operation operation, Components components) {
    switch (method) {
      case POST -> {
        if (!isStream(operation)) {
          add(operation, "Idempotency-Key", "One effect per key, for 24 hours.");
        }
      }
      case PATCH -> add(operation, "If-Match", ETags.IF_MATCH);
      case PUT -> {
        if (isByExternalId(operation)) {
          add(operation, "If-Match", ETags.IF_MATCH);
          add(operation, "If-None-Match", "`*`: only create.");
        }
      }
      case GET -> {
        if (isSingle(operation)) {
          refer(operation.getResponses().getAPIResponse("200"), "ETag");
          add(operation, "If-None-Match", IF_NONE_MATCH);
          operation
              .getResponses()
              .addAPIResponse("304", OASFactory.createAPIResponse().description("Nothing has changed."));
        }
      }
      default -> {}
    }
    operation.getResponses().getAPIResponses().forEach((status, response) -> answer(status, response, components));
  }

  /** Other PUTs store what is named in full, whatever was there; those that look at a tag say so themselves. */
  private static boolean isByExternalId(Operation operation) {
    return operation.getOperationId() != null && operation.getOperationId().endsWith("ByExternalId");
  }

  /** Streams of lines alone are idempotent by their lines, and take no key. */
  private static boolean isStream(Operation operation) {
    return operation.getRequestBody() != null
        && operation.getRequestBody().getContent() != null
        && operation.getRequestBody().getContent().getMediaTypes().keySet().equals(Set.of("application/x-ndjson"));
  }

  private static void answer(String status, APIResponse response, Components components) {
    if (status.startsWith("2") && isTagged(response, components)) {
      refer(response, "ETag");
    }
    if (status.equals("201") || status.equals("202") && !WAITING.equals(bodyOf(response))) {
      refer(response, "Location");
    }
    if (status.equals("200") && isPage(response)) {
      refer(response, "Link");
    }
  }

  private static void refer(APIResponse response, String name) {
    response.addHeader(name, OASFactory.createHeader().ref(REFERENCE + name));
  }

  /** Every read of JSON that is no page: what has no tag of its own gets one of its text. What may not be stored has none. */
  private static boolean isSingle(Operation operation) {
    APIResponse found = operation.getResponses().getAPIResponse("200");
    String id = operation.getOperationId();
    return found != null && id != null && !id.startsWith("export") && found.getContent() != null
        && found.getContent().getMediaType("application/json") != null && !isPage(found);
  }

  private static boolean isPage(APIResponse response) {
    String name = bodyOf(response);
    return name != null && name.startsWith("Page");
  }

  /** What tells its tag inside tells it in the header, too. */
  private static boolean isTagged(APIResponse response, Components components) {
    String name = bodyOf(response);
    Schema body = name == null ? null : components.getSchemas().get(name);
    return body != null && body.getProperties() != null && body.getProperties().containsKey("etag");
  }

  private static @Nullable String bodyOf(APIResponse response) {
    MediaType json = response.getContent() == null ? null : response.getContent().getMediaType("application/json");
    return json == null || json.getSchema() == null ? null : SchemaWalk.name(json.getSchema());
  }

  private static void add(Operation operation, String name, String description) {
    operation.addParameter(
        OASFactory.createParameter()
            .name(name)
            .in(Parameter.In.HEADER)
            .required(false)
            .description(description)
            .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
  }
}
