package dev.perennial.platform.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.jspecify.annotations.Nullable;

/** Bodies whose media type the code leaves open are JSON. */
final class MediaTypes {
  private MediaTypes() {}

  static void name(Operation operation) {
    if (operation.getRequestBody() != null) {
      name(operation.getRequestBody().getContent());
    }
    operation.getResponses().getAPIResponses().values().forEach(response -> name(response.getContent()));
  }

  private static void name(@Nullable Content content) {
    if (content == null || content.getMediaType("*/*") == null) {
      return;
    }
    Map<String, MediaType> named = new LinkedHashMap<>(content.getMediaTypes());
    named.put("application/json", named.remove("*/*"));
    content.setMediaTypes(named);
  }
}
