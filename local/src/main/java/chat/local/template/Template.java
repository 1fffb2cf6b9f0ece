package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A CloudFormation template: its resources, parameters, conditions and mappings.
final class Template implements References {
    private static final String EXTENSIONS = "AWS::LanguageExtensions";

    private final String stackName;
    private final JsonNode json;
    private final Names names;
    private final Parameters parameters;
    private final Intrinsics intrinsics;
    private final Map<String, Resource> resources = new LinkedHashMap<>();

    Template(Assembly assembly, Names names) {
        this.stackName = assembly.stackName();
        this.json = assembly.template();
        this.parameters = new Parameters(json.path("Parameters"), assembly.parameters());
        this.names = names;
        this.intrinsics = new Intrinsics(this);
        for (var entry : json.path("Resources").properties()) {
            JsonNode resource = entry.getValue();
            if (!resource.has("Condition") || condition(resource.get("Condition").asText())) {
                String id = entry.getKey();
                String type = resource.path("Type").asText();
                resources.put(id, new Resource(id, type, resource.path("Properties"), intrinsics));
            }
        }
    }

    String stackName() {
        return stackName;
    }

    List<Resource> resources() {
        return List.copyOf(resources.values());
    }

    List<Resource> ofType(String... types) {
        Set<String> wanted = Set.of(types);
        return resources().stream().filter(r -> wanted.contains(r.type())).toList();
    }

    /// The resource with a logical id.
    Resource resource(String id) {
        Resource resource = resources.get(id);
        if (resource == null) {
            throw new TemplateException("there is no resource, parameter or variable " + id);
        }
        return resource;
    }

    @Override
    public JsonNode reference(String name) {
        return switch (name) {
            case "AWS::AccountId" -> TextNode.valueOf(Arns.ACCOUNT);
            case "AWS::Region" -> TextNode.valueOf(Arns.REGION);
            case "AWS::Partition" -> TextNode.valueOf("aws");
            case "AWS::URLSuffix" -> TextNode.valueOf(Names.URL_SUFFIX);
            case "AWS::StackName" -> TextNode.valueOf(stackName);
            case "AWS::StackId" ->
                    TextNode.valueOf(Arns.of("cloudformation", "stack/" + stackName + "/local"));
            case "AWS::NoValue" -> MissingNode.getInstance();
            default ->
                    parameters.has(name)
                            ? parameters.value(name)
                            : TextNode.valueOf(names.reference(resource(name)));
        };
    }

    @Override
    public JsonNode attribute(String logicalId, String attribute) {
        return TextNode.valueOf(names.attribute(resource(logicalId), attribute));
    }

    @Override
    public boolean condition(String name) {
        JsonNode condition = json.path("Conditions").path(name);
        if (condition.isMissingNode()) {
            throw new TemplateException("there is no condition " + name);
        }
        return isTrue(condition);
    }

    @Override
    public JsonNode mapped(List<JsonNode> keys) {
        JsonNode node = json.path("Mappings");
        for (JsonNode key : keys) {
            node = node.path(intrinsics.resolve(key).asText());
        }
        if (node.isMissingNode()) {
            throw new TemplateException("Fn::FindInMap has no entry for " + keys);
        }
        return intrinsics.resolve(node);
    }

    @Override
    public JsonNode imported(String exportName) {
        return parameters.imported(exportName);
    }

    @Override
    public boolean hasLanguageExtensions() {
        JsonNode transform = json.path("Transform");
        return transform.asText().equals(EXTENSIONS)
                || transform.valueStream().anyMatch(each -> each.asText().equals(EXTENSIONS));
    }

    private boolean isTrue(JsonNode condition) {
        if (!condition.isObject() || condition.size() != 1) {
            throw new TemplateException("not a condition: " + condition);
        }
        String function = condition.fieldNames().next();
        var arguments = new ArrayList<JsonNode>();
        condition.get(function).forEach(arguments::add);
        return switch (function) {
            case "Condition" -> condition(condition.get(function).asText());
            case "Fn::Equals" ->
                    intrinsics
                            .resolve(arguments.getFirst())
                            .equals(intrinsics.resolve(arguments.get(1)));
            case "Fn::And" -> arguments.stream().allMatch(this::isTrue);
            case "Fn::Or" -> arguments.stream().anyMatch(this::isTrue);
            case "Fn::Not" -> !isTrue(arguments.getFirst());
            default -> throw new TemplateException(function + " is not a condition function");
        };
    }
}
