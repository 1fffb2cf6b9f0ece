package chat.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// The deployed web chat's headers from CloudFront and its `config.json`. Both are read from the
/// synthesized nested stacks, with names as CloudFormation would assign them; only the WebSocket
/// API is that of the running stack.
///
/// @param policy the content security policy
/// @param config the text of `config.json`
/// @param signInPages the origin of the user pool's sign-in pages
record DeployedWebChat(String policy, String config, String signInPages) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param webSocketOrigin such as `ws://127.0.0.1:8080`
    static DeployedWebChat of(String webSocketOrigin) {
        try {
            var chat = template("ServerlessChat.template.json"::equals);
            var names = new DeployedNames(chat, webSocketOrigin);
            return new DeployedWebChat(
                    policy(names),
                    config(names),
                    "https://%s.auth.us-east-1.amazoncognito.com"
                            .formatted(
                                    names.text(
                                            chat.at(
                                                    "/Resources/UserPoolDomain/Properties/Domain"))));
        } catch (IOException notReadable) {
            throw new UncheckedIOException(notReadable);
        }
    }

    /// The JSON that the tests in `client/web/test` read.
    String json() {
        try {
            return JSON.createObjectNode()
                    .put("policy", policy)
                    .put("signInPages", signInPages)
                    .set("config", JSON.readTree(config))
                    .toString();
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static String policy(DeployedNames names) throws IOException {
        return names.text(
                template(name -> name.startsWith("ServerlessChatWebHosting"))
                        .path("Resources")
                        .findValue("ContentSecurityPolicy")
                        .path("ContentSecurityPolicy"));
    }

    /// The file as uploaded, with each placeholder replaced.
    private static String config(DeployedNames names) throws IOException {
        String config = Files.readString(file("config.json"::equals));
        var resources = template(name -> name.startsWith("ServerlessChatWebContent"));
        for (JsonNode marks : resources.findValue("SourceMarkers")) {
            for (var mark : marks.properties()) {
                config = config.replace(mark.getKey(), names.text(mark.getValue()));
            }
        }
        return config;
    }

    private static JsonNode template(Predicate<String> name) throws IOException {
        return JSON.readTree(file(name).toFile());
    }

    private static Path file(Predicate<String> name) throws IOException {
        try (var files = Files.walk(RunningChat.CDK_OUT, 2)) {
            List<Path> found =
                    files.filter(file -> name.test(file.getFileName().toString())).toList();
            if (found.size() != 1) {
                throw new IllegalStateException("expected exactly one file, found " + found);
            }
            return found.getFirst();
        }
    }
}
