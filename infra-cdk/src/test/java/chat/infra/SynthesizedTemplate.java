package chat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A synthesized CloudFormation template with queries for tests.
///
/// Synthesis starts CDK's Node process, which takes seconds, so tests share [#standard].
///
/// @param nestedStacks the templates of its nested stacks, by the ids of their constructs
/// @param tags the stack's tags
/// @param webConfiguration the web chat's `config.json`, with placeholders for values known only at
///   deployment; empty if there is none
record SynthesizedTemplate(
        JsonNode json,
        Map<String, SynthesizedTemplate> nestedStacks,
        Map<String, String> tags,
        String webConfiguration) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NESTED =
            Pattern.compile(ChatStack.ID + "(.+)[0-9A-F]{8}\\.nested\\.template\\.json");
    private static final SynthesizedTemplate STANDARD = synthesize(Map.of());

    /// Returns the template synthesized with only the context of `cdk.json`.
    static SynthesizedTemplate standard() {
        return STANDARD;
    }

    /// Synthesizes with additional context.
    static SynthesizedTemplate synthesize(Map<String, Object> added) {
        try {
            var folder = Files.createTempDirectory(Path.of("target"), "synthesized");
            var assets = assets(folder.resolve("built"));
            var context = new LinkedHashMap<>(ChatApp.context(Path.of("cdk.json")));
            context.putAll(added);
            ChatApp.app(context, Optional.empty(), assets, folder.resolve("cdk.out")).synth();
            return read(folder.resolve("cdk.out"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Returns placeholder assets in place of the build results.
    static Assets assets(Path folder) throws IOException {
        var web = Files.createDirectories(folder.resolve("web"));
        Files.writeString(web.resolve("index.html"), "<title>A page</title>");
        Files.writeString(web.resolve("main-HASH.js"), "");
        return new Assets(Files.writeString(folder.resolve("lambda.jar"), "not a jar"), web);
    }

    /// Reads the stack's template from a cloud assembly.
    static SynthesizedTemplate read(Path folder) throws IOException {
        var nested = new TreeMap<String, SynthesizedTemplate>();
        var configuration = "";
        try (var files = Files.walk(folder, 2)) {
            for (var file : files.sorted().toList()) {
                var name = NESTED.matcher(file.getFileName().toString());
                if (name.matches()) {
                    nested.put(name.group(1), template(file));
                } else if (file.endsWith("config.json")) {
                    configuration = Files.readString(file);
                }
            }
        }
        var json = JSON.readTree(folder.resolve(ChatStack.ID + ".template.json").toFile());
        return new SynthesizedTemplate(json, nested, tags(folder), configuration);
    }

    private static SynthesizedTemplate template(Path file) throws IOException {
        return new SynthesizedTemplate(JSON.readTree(file.toFile()), Map.of(), Map.of(), "");
    }

    private static Map<String, String> tags(Path folder) throws IOException {
        var stack = JSON.readTree(folder.resolve("manifest.json").toFile()).path("artifacts");
        var tags = stack.at("/" + ChatStack.ID + "/properties/tags");
        return JSON.convertValue(tags, new TypeReference<TreeMap<String, String>>() {});
    }

    /// Asserts that the other template is the same; the failure names the first difference.
    void assertSameAs(SynthesizedTemplate other) {
        assertThat(names()).isEqualTo(other.names());
        for (var name : names()) {
            assertThat(resource(name)).as(name).isEqualTo(other.resource(name));
        }
        assertThat(json.path("Outputs")).isEqualTo(other.json.path("Outputs"));
        assertThat(this).isEqualTo(other);
    }

    private List<String> names() {
        return json.path("Resources").properties().stream().map(Map.Entry::getKey).toList();
    }

    /// Returns the properties of the resource, which must exist.
    JsonNode properties(String logicalId) {
        return resource(logicalId).path("Properties");
    }

    /// Returns the whole resource, which must exist.
    JsonNode resource(String logicalId) {
        var resource = json.path("Resources").path(logicalId);
        if (resource.isMissingNode()) {
            throw new AssertionError("the template has no resource " + logicalId);
        }
        return resource;
    }

    /// Returns the resources of a type, by logical id.
    Map<String, JsonNode> ofType(String type) {
        var found = new LinkedHashMap<String, JsonNode>();
        json.path("Resources")
                .properties()
                .forEach(
                        entry -> {
                            if (entry.getValue().path("Type").asText().equals(type)) {
                                found.put(entry.getKey(), entry.getValue().path("Properties"));
                            }
                        });
        return found;
    }

    /// Returns the resources that are created after another one, by `DependsOn`.
    List<String> dependents(String logicalId) {
        return json.path("Resources").properties().stream()
                .filter(
                        entry ->
                                elements(entry.getValue().path("DependsOn"))
                                        .anyMatch(other -> other.asText().equals(logicalId)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Returns the only resource of a type whose properties match.
    JsonNode only(String type, Predicate<JsonNode> fits) {
        var found = ofType(type).values().stream().filter(fits).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " matching resources of type " + type);
        }
        return found.getFirst();
    }

    /// Returns all `Allow` statements, of role policies and resource policies.
    List<JsonNode> allowStatements() {
        return json.findValues("Statement").stream()
                .flatMap(SynthesizedTemplate::elements)
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .toList();
    }

    /// Returns a value that is absent, single or a list as a stream.
    static Stream<JsonNode> elements(JsonNode oneOrMany) {
        if (oneOrMany.isMissingNode()) {
            return Stream.empty();
        }
        return oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany);
    }

    /// Returns the template of a nested stack, which must exist.
    SynthesizedTemplate nested(String id) {
        return requireNonNull(nestedStacks.get(id), "no nested stack " + id);
    }

    /// Returns a value of a nested stack as text, with the logical ids of its parent stack.
    String nestedText(String id, JsonNode value) {
        var parameters =
                ofType("AWS::CloudFormation::Stack").entrySet().stream()
                        .filter(stack -> stack.getKey().startsWith(id + "NestedStack"))
                        .map(stack -> stack.getValue().path("Parameters"))
                        .findFirst()
                        .orElseThrow();
        var text = text(value);
        for (var parameter : parameters.properties()) {
            text = text.replace(parameter.getKey(), text(parameter.getValue()));
        }
        return text;
    }

    /// Returns a value as text, with each reference replaced by its logical id.
    static String text(JsonNode value) {
        if (value.has("Ref")) {
            return value.get("Ref").asText();
        }
        if (value.has("Fn::GetAtt")) {
            var path = value.get("Fn::GetAtt");
            return path.get(0).asText() + "." + path.get(1).asText();
        }
        if (value.has("Fn::Join")) {
            var join = value.get("Fn::Join");
            return join.get(1)
                    .valueStream()
                    .map(SynthesizedTemplate::text)
                    .collect(joining(join.get(0).asText()));
        }
        if (value.has("Fn::Select") && value.at("/Fn::Select/1").has("Fn::Split")) {
            var split = value.at("/Fn::Select/1/Fn::Split");
            return "part %d of %s by %s"
                    .formatted(
                            value.at("/Fn::Select/0").asInt(),
                            text(split.get(1)),
                            split.get(0).asText());
        }
        if (!value.isValueNode()) {
            throw new AssertionError("unsupported intrinsic function: " + value);
        }
        return value.asText();
    }
}
