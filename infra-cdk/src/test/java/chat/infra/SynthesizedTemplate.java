package chat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A synthesized CloudFormation template, and questions to it.
///
/// Synthesizing starts CDK's Node process, which takes seconds: tests share [#standard].
record SynthesizedTemplate(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SynthesizedTemplate STANDARD = synthesize(Map.of());

    /// The template without any context but that of `cdk.json`.
    static SynthesizedTemplate standard() {
        return STANDARD;
    }

    /// Synthesizes with context added to that of `cdk.json`.
    static SynthesizedTemplate synthesize(Map<String, Object> added) {
        try {
            var folder = Files.createTempDirectory(Path.of("target"), "synthesized");
            var jar = Files.writeString(folder.resolve("lambda.jar"), "not a jar, but an asset");
            var context = new LinkedHashMap<>(ChatApp.context(Path.of("cdk.json")));
            context.putAll(added);
            ChatApp.app(context, jar, folder).synth();
            return read(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Reads the stack's template from a cloud assembly.
    static SynthesizedTemplate read(Path folder) throws IOException {
        var file = folder.resolve(ChatStack.ID + ".template.json");
        return new SynthesizedTemplate(JSON.readTree(file.toFile()));
    }

    /// Fails, naming the first difference, unless the other template is the same.
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

    /// The properties of the resource.
    JsonNode properties(String logicalId) {
        return resource(logicalId).path("Properties");
    }

    /// The whole resource, which must exist.
    JsonNode resource(String logicalId) {
        var resource = json.path("Resources").path(logicalId);
        if (resource.isMissingNode()) {
            throw new AssertionError("the template has no resource " + logicalId);
        }
        return resource;
    }

    /// The resources of a type, by logical id.
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

    /// The one resource of a type whose properties fit.
    JsonNode only(String type, Predicate<JsonNode> fits) {
        var found = ofType(type).values().stream().filter(fits).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " fitting resources of type " + type);
        }
        return found.getFirst();
    }

    /// The statements of every policy that allows something, in roles and on resources.
    List<JsonNode> allowStatements() {
        return json.findValues("Statement").stream()
                .flatMap(SynthesizedTemplate::elements)
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .toList();
    }

    /// A value that may be absent, one, or a list of many, as a stream.
    static Stream<JsonNode> elements(JsonNode oneOrMany) {
        if (oneOrMany.isMissingNode()) {
            return Stream.empty();
        }
        return oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany);
    }

    /// A value as text, each reference replaced by the logical id it refers to.
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
        if (!value.isValueNode()) {
            throw new AssertionError("an intrinsic the tests do not know: " + value);
        }
        return value.asText();
    }
}
