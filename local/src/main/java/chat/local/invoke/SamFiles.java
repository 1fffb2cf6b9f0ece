package chat.local.invoke;

import chat.local.template.Function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.TreeMap;

/// The files that the SAM CLI reads: the functions alone, as `AWS::Serverless::Function`, and their
/// variables. SAM replaces only variables that the template declares, so it declares all of them.
///
/// @see <a
///   href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-invoke.html">sam
///   local invoke</a>
final class SamFiles {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// The runtime's own variables, which SAM sets.
    private static final String OF_LAMBDA = "AWS_LAMBDA_";

    private SamFiles() {}

    /// The template.
    static String template(List<Function> functions) {
        var template = JSON.objectNode();
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.put("Transform", "AWS::Serverless-2016-10-31");
        var resources = template.putObject("Resources");
        for (Function function : functions) {
            var resource = resources.putObject(function.name());
            resource.put("Type", "AWS::Serverless::Function");
            var properties = resource.putObject("Properties");
            properties.put("Runtime", "java" + Runtime.version().feature());
            properties.put("Handler", function.handler());
            properties.put("CodeUri", function.code().toAbsolutePath().normalize().toString());
            properties.put("MemorySize", function.memoryMegabytes());
            properties.put("Timeout", function.timeout().toSeconds());
            properties.putObject("Environment").set("Variables", variables(function));
        }
        return template.toPrettyString();
    }

    /// The variables of all functions, as `--env-vars` expects them.
    static String variables(List<Function> functions) {
        var all = JSON.objectNode();
        functions.forEach(function -> all.set(function.name(), variables(function)));
        return all.toPrettyString();
    }

    private static ObjectNode variables(Function function) {
        var variables = JSON.objectNode();
        new TreeMap<>(function.environment())
                .forEach(
                        (name, value) -> {
                            if (!name.startsWith(OF_LAMBDA)) {
                                variables.put(name, value);
                            }
                        });
        return variables;
    }
}
