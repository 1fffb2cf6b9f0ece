package chat.infra;

import software.amazon.awscdk.Stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The web chat in two nested stacks. The first provides its address, which the user pool needs.
/// The second uploads its files and the configuration that names the user pool.
final class WebChat {
    private final Stack chat;
    private final WebHosting hosting;

    /// @param chat the stack that the web chat belongs to
    /// @param webSocketOrigin the origin of its API
    /// @param signIn the addresses the page connects to for signing in
    WebChat(Stack chat, WebSettings settings, String webSocketOrigin, List<String> signIn) {
        this.chat = chat;
        var connectTo = Stream.concat(Stream.of(webSocketOrigin), signIn.stream()).toList();
        hosting = new WebHosting(chat, "WebHosting", settings, connectTo);
    }

    /// The address that a browser opens, and returns to after signing in.
    String url() {
        return hosting.url();
    }

    /// CloudFront's generated domain. An alias record of a custom domain points to it.
    String distributionDomain() {
        return hosting.distributionDomain();
    }

    /// Uploads the files and the configuration.
    ///
    /// @param folder the built files
    /// @param webSocketUrl the URL that the page connects to
    /// @param issuer the issuer that its users sign in with
    void publish(Path folder, String webSocketUrl, TokenIssuer issuer, LogSettings logs) {
        var oidc = new TreeMap<>(Map.of("issuer", issuer.url(), "clientId", issuer.audience()));
        var configuration =
                new TreeMap<String, Object>(Map.of("webSocketUrl", webSocketUrl, "oidc", oidc));
        new WebContent(chat, "WebContent", folder, hosting.files(), configuration, logs);
    }
}
