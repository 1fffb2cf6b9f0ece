package chat.infra;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.RetentionDays;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The web chat in its two steps, each a nested stack: first where it is, which the user pool must
/// know; then its files with the configuration that names the user pool.
final class WebChat {
    private final Stack chat;
    private final WebHosting hosting;

    /// @param chat the stack this is the web chat of
    /// @param webSocketOrigin where its API is
    /// @param signIn what the page connects to for signing its users in
    WebChat(Stack chat, WebSettings settings, String webSocketOrigin, List<String> signIn) {
        this.chat = chat;
        var connectTo = Stream.concat(Stream.of(webSocketOrigin), signIn.stream()).toList();
        hosting = new WebHosting(chat, "WebHosting", settings, connectTo);
    }

    /// What a browser opens, and where it comes back to from signing in.
    String url() {
        return hosting.url();
    }

    /// The domain that CloudFront made up: an alias record of one's own domain points at it.
    String distributionDomain() {
        return hosting.distributionDomain();
    }

    /// Uploads the files and the configuration.
    ///
    /// @param folder the built files
    /// @param webSocketUrl what the page connects to
    /// @param issuer where its users sign in
    void publish(Path folder, String webSocketUrl, TokenIssuer issuer, RetentionDays logRetention) {
        var oidc = new TreeMap<>(Map.of("issuer", issuer.url(), "clientId", issuer.audience()));
        var configuration =
                new TreeMap<String, Object>(Map.of("webSocketUrl", webSocketUrl, "oidc", oidc));
        new WebContent(chat, "WebContent", folder, hosting.files(), configuration, logRetention);
    }
}
