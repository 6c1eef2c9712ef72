package dev.perennial.platform.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Every status an operation can fail with, described. */
final class Problems {
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final Map<String, String> RESPONSES = new LinkedHashMap<>();

  static {
    RESPONSES.put("400", "The request is malformed or not valid; `errors` names each fault.");
    RESPONSES.put("401", "No valid credential.");
    RESPONSES.put("403", "The credential lacks the scope.");
    RESPONSES.put("404", "There is no such object for this tenant.");
    RESPONSES.put("406", "The operation cannot answer in the media type asked for.");
    RESPONSES.put("409", "The object's state does not allow it, or the same request is in flight.");
    RESPONSES.put("412", "The object has changed since it was read.");
    RESPONSES.put("413", "The body is too large.");
    RESPONSES.put("414", "The address is longer than 8,192 characters.");
    RESPONSES.put("415", "The Content-Type is not supported.");
    RESPONSES.put("422", "The Idempotency-Key was used for another request.");
    RESPONSES.put("428", "If-Match is required.");
    RESPONSES.put("429", "Too many requests; see Retry-After.");
    RESPONSES.put("431", "The headers are larger than 16,384 characters.");
    RESPONSES.put("500", "Our fault; nothing was stored.");
    RESPONSES.put("503", "Not available right now; see Retry-After.");
  }

  private Problems() {}

  static void addTo(Components components) {
    Schema reference = OASFactory.createSchema().ref("#/components/schemas/Problem");
    RESPONSES.forEach(
        (status, description) ->
            components.addResponse(
                "Problem" + status,
                OASFactory.createAPIResponse()
                    .description(description)
                    .content(
                        OASFactory.createContent()
                            .addMediaType(MEDIA_TYPE, OASFactory.createMediaType().schema(reference)))));
  }

  static void describe(String path, PathItem.HttpMethod method, Operation operation) {
    boolean writes = method != PathItem.HttpMethod.GET;
    add(operation, "400", "401", "403", "406", "414", "429", "431", "500", "503");
    if (path.contains("{")) {
      add(operation, "404");
    }
    if (writes) {
      add(operation, "404", "409", "413", "415");
    }
    if (method == PathItem.HttpMethod.POST) {
      add(operation, "412", "422");
    }
    if (method == PathItem.HttpMethod.PATCH || method == PathItem.HttpMethod.PUT) {
      add(operation, "412", "428");
    }
    operation.getResponses().getAPIResponses().forEach(Problems::describeSuccess);
  }

  private static void describeSuccess(String status, APIResponse response) {
    if (response.getRef() != null || response.getDescription() != null && !response.getDescription().isBlank()
        && !response.getDescription().equals("OK")) {
      return;
    }
    response.setDescription(
        switch (status) {
          case "200" -> "Done.";
          case "201" -> "Created; `Location` names the new object.";
          case "202" -> "Accepted; the job tells how it goes.";
          case "207" -> "One result per item, in order.";
          default -> "Done.";
        });
  }

  private static void add(Operation operation, String... statuses) {
    for (String status : statuses) {
      if (operation.getResponses().getAPIResponse(status) == null) {
        operation
            .getResponses()
            .addAPIResponse(
                status, OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status));
      }
    }
  }
}
