package dev.perennial.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;

/** Holds the headers of an answer against what the contract says of them. */
final class HeaderCheck {
  /** What the contract describes wherever it is sent; others are the same everywhere, or plain HTTP. */
  private static final List<String> DESCRIBED = List.of("ETag", "Location", "Link", "Retry-After");

  private HeaderCheck() {}

  /**
   * Headers that are missing or that nobody described.
   *
   * @param described the response of the contract, without references
   */
  static List<String> faults(JsonNode described, Response response) {
    List<String> faults = new ArrayList<>();
    if (response.header("X-Request-Id") == null) {
      faults.add("has no X-Request-Id");
    }
    for (String name : DESCRIBED) {
      boolean isDescribed = described.path("headers").has(name);
      boolean isSent = response.header(name) != null;
      if (isSent && !isDescribed) {
        faults.add("sends " + name + ", which is not described");
      } else if (isDescribed && !isSent && isDue(name, response)) {
        faults.add("sends no " + name + ", which is described");
      }
    }
    return faults;
  }

  /** A page leads on only where there is more; a 503 may not know when it ends; a page to read or print has no tag. */
  private static boolean isDue(String name, Response response) {
    return switch (name) {
      case "ETag" -> response.contentType().startsWith("application/json");
      case "Link" -> response.path("nextCursor") != null;
      case "Retry-After" -> response.statusCode() == 429;
      default -> true;
    };
  }
}
