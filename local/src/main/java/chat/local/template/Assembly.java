package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A CDK cloud assembly: its only stack with a WebSocket API, and the files it refers to.
///
/// @param assets the path of each file asset by its key in the assets bucket
/// @param parameters values of the template's parameters, and of other stacks' exports, by name
/// @see <a
///   href="https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema">The
///   cloud assembly's schema</a>
public record Assembly(
        String stackName,
        JsonNode template,
        Map<String, Path> assets,
        Map<String, String> parameters) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Assembly {
        assets = Map.copyOf(assets);
        parameters = Map.copyOf(parameters);
    }

    /// An assembly whose parameters all have their default values.
    public Assembly(String stackName, JsonNode template, Map<String, Path> assets) {
        this(stackName, template, assets, Map.of());
    }

    /// This assembly with values of parameters, and of other stacks' exports.
    public Assembly withParameters(Map<String, String> given) {
        return new Assembly(stackName, template, assets, given);
    }

    /// Reads the output of `cdk synth`.
    ///
    /// @param directory the folder with `manifest.json`
    /// @throws TemplateException if a file is missing or not JSON, or the number of such stacks is
    ///   not one
    public static Assembly read(Path directory) {
        var stacks = new ArrayList<Assembly>();
        collect(directory, stacks);
        List<Assembly> webSockets = stacks.stream().filter(Assembly::hasWebSocketApi).toList();
        if (webSockets.size() != 1) {
            throw new TemplateException(
                    "%s contains %d stacks with a WebSocket API, not one"
                            .formatted(directory, webSockets.size()));
        }
        return webSockets.getFirst();
    }

    private static void collect(Path directory, List<Assembly> stacks) {
        JsonNode artifacts = json(directory.resolve("manifest.json")).path("artifacts");
        var assets = new HashMap<String, Path>();
        for (JsonNode artifact : artifacts) {
            if (artifact.path("type").asText().equals("cdk:asset-manifest")) {
                Path file = directory.resolve(artifact.at("/properties/file").asText());
                assets.putAll(assets(directory, json(file)));
            }
        }
        for (var artifact : artifacts.properties()) {
            JsonNode properties = artifact.getValue().path("properties");
            switch (artifact.getValue().path("type").asText()) {
                case "aws:cloudformation:stack" -> {
                    Path file = directory.resolve(properties.path("templateFile").asText());
                    String name = properties.path("stackName").asText(artifact.getKey());
                    stacks.add(new Assembly(name, json(file), assets));
                }
                case "cdk:cloud-assembly" ->
                        collect(
                                directory.resolve(properties.path("directoryName").asText()),
                                stacks);
                default -> {}
            }
        }
    }

    private static Map<String, Path> assets(Path directory, JsonNode manifest) {
        var assets = new HashMap<String, Path>();
        for (JsonNode file : manifest.path("files")) {
            Path source = directory.resolve(file.at("/source/path").asText()).normalize();
            for (JsonNode destination : file.path("destinations")) {
                assets.put(destination.path("objectKey").asText(), source);
            }
        }
        return assets;
    }

    private boolean hasWebSocketApi() {
        for (JsonNode resource : template.path("Resources")) {
            if (resource.path("Type").asText().equals("AWS::ApiGatewayV2::Api")
                    && resource.at("/Properties/ProtocolType").asText().equals("WEBSOCKET")) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode json(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TemplateException(file + " does not exist; synthesize the stack first");
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new TemplateException(file + " is not readable: " + e.getMessage(), e);
        }
    }
}
