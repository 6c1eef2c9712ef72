package dev.perennial.launcher;

/** What a newcomer reads when the server is ready. */
final class Welcome {
  private Welcome() {}

  static String text(LauncherSettings settings, DemoKeys keys) {
    String address = "http://localhost:" + settings.httpPort();
    return """

        Perennial is ready.

        Swagger UI: %s/swagger-ui
        %s
        The five renewals with the greatest expected loss, with reasons:
        curl -s -H "Authorization: Bearer %s" "%s/v1/worklist?limit=5"

        Stop with Ctrl-C. Log file: .perennial/server.log"""
        .formatted(address, keys.lines(), keys.readOnly(), address);
  }
}
