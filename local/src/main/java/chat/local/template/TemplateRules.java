package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What CloudFormation refuses in a template before it creates anything: names that are not
/// alphanumeric, references to nothing, and resources that depend on each other in a circle. Also
/// covers the resources that do not run locally.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html">DependsOn</a>
final class TemplateRules {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");
    private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]{1,255}");

    private final Assembly assembly;
    private final Map<String, Set<String>> dependencies = new LinkedHashMap<>();

    private TemplateRules(Assembly assembly) {
        this.assembly = assembly;
    }

    /// @throws TemplateException if CloudFormation would refuse the template
    static void check(Assembly assembly) {
        new TemplateRules(assembly).check();
    }

    private void check() {
        JsonNode resources = assembly.template().path("Resources");
        resources.properties().forEach(entry -> read(entry.getKey(), entry.getValue()));
        var done = new HashSet<String>();
        dependencies.keySet().forEach(id -> visit(id, new ArrayDeque<>(), done));
        checkParameters();
    }

    private void read(String id, JsonNode resource) {
        if (!LOGICAL_ID.matcher(id).matches()) {
            throw new TemplateException(
                    "Resource %s: a logical id has letters and digits only".formatted(id));
        }
        var needed = new TreeSet<String>();
        JsonNode explicit = resource.path("DependsOn");
        for (JsonNode other : explicit.isArray() ? explicit : Set.of(explicit)) {
            if (!other.isMissingNode()) {
                add(id, "DependsOn", other.asText(), needed);
            }
        }
        for (var property : resource.path("Properties").properties()) {
            collect(id, property.getKey(), property.getValue(), needed);
        }
        dependencies.put(id, needed);
    }

    /// Adds the resources that a property refers to.
    private void collect(String id, String property, JsonNode node, Set<String> needed) {
        if (node.isObject() && node.size() == 1) {
            String function = node.fieldNames().next();
            JsonNode argument = node.get(function);
            switch (function) {
                case "Ref" -> add(id, property, argument.asText(), needed);
                case "Fn::GetAtt" -> {
                    String text =
                            argument.isArray() ? argument.path(0).asText() : argument.asText();
                    add(id, property, text.split("\\.", 2)[0], needed);
                }
                case "Fn::Sub" -> substituted(id, property, argument, needed);
                default -> {}
            }
        }
        for (JsonNode child : node) {
            collect(id, property, child, needed);
        }
    }

    private void substituted(String id, String property, JsonNode argument, Set<String> needed) {
        JsonNode own = argument.isArray() ? argument.path(1) : argument.path("none");
        String text = argument.isArray() ? argument.path(0).asText() : argument.asText();
        VARIABLE.matcher(text)
                .results()
                .map(match -> match.group(1).split("\\.", 2)[0])
                .filter(name -> !own.has(name))
                .forEach(name -> add(id, property, name, needed));
    }

    private void add(String id, String property, String name, Set<String> needed) {
        if (assembly.template().path("Resources").has(name)) {
            needed.add(name);
        } else if (property.equals("DependsOn")
                || !(name.startsWith("AWS::")
                        || assembly.template().path("Parameters").has(name))) {
            throw new TemplateException(
                    "Resource %s, property %s: there is no resource%s %s"
                            .formatted(
                                    id,
                                    property,
                                    property.equals("DependsOn") ? "" : ", parameter or variable",
                                    name));
        }
    }

    private void visit(String id, Deque<String> path, Set<String> done) {
        if (path.contains(id)) {
            throw new TemplateException(
                    "Resource %s: depends on itself by way of %s".formatted(id, path));
        }
        if (done.add(id)) {
            path.addLast(id);
            dependencies.getOrDefault(id, Set.of()).forEach(other -> visit(other, path, done));
            path.removeLast();
        }
    }

    /// A given parameter that nothing reads is a typing mistake.
    private void checkParameters() {
        Set<String> known = new TreeSet<>();
        assembly.template().path("Parameters").fieldNames().forEachRemaining(known::add);
        for (JsonNode name : assembly.template().findValues("Fn::ImportValue")) {
            if (!name.isTextual()) {
                return; // The name is composed, and known only when it is read.
            }
            known.add(name.asText());
        }
        for (String given : assembly.parameters().keySet()) {
            if (!known.contains(given)) {
                throw new TemplateException(
                        "the template has no parameter or import %s; it has %s"
                                .formatted(given, known));
            }
        }
    }
}
