package chat.endtoend;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/// Evaluates values of a template and its nested stacks, with names as CloudFormation would assign
/// them.
///
/// @param chat the template that contains the nested stacks
/// @param webSocketOrigin the origin of its API
record DeployedNames(JsonNode chat, String webSocketOrigin) {
    String text(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        String function = value.fieldNames().next();
        JsonNode argument = value.get(function);
        return switch (function) {
            case "Ref" -> reference(argument.asText());
            case "Fn::GetAtt" -> attribute(argument.get(0).asText(), argument.get(1).asText());
            case "Fn::Join" ->
                    argument.get(1)
                            .valueStream()
                            .map(this::text)
                            .collect(joining(argument.get(0).asText()));
            case "Fn::Select" -> selected(argument);
            default ->
                    throw new IllegalStateException("a function the tests do not know: " + value);
        };
    }

    private String reference(String name) {
        return switch (name) {
            case "AWS::Region" -> "us-east-1";
            case "AWS::URLSuffix" -> "amazonaws.com";
            case "AWS::StackId" ->
                    "arn:aws:cloudformation:us-east-1:000000000000:stack/ServerlessChat"
                            + "/12345678-0000-4000-8000-123456789012";
            case "UserPool" -> "us-east-1_UserPool";
            case "UserPoolClient" -> "the-client";
            default -> text(parameter(name));
        };
    }

    private String attribute(String resource, String attribute) {
        if (resource.equals("Api") && attribute.equals("ApiEndpoint")) {
            return webSocketOrigin;
        }
        throw new IllegalStateException("an attribute the tests do not know: " + attribute);
    }

    /// A parameter that the chat's stack passes to a nested stack.
    private JsonNode parameter(String name) {
        JsonNode value = chat.findValue(name);
        if (value == null) {
            throw new IllegalStateException("unknown reference: " + name);
        }
        return value;
    }

    private String selected(JsonNode argument) {
        JsonNode split = argument.at("/1/Fn::Split");
        var separator = Pattern.compile(split.get(0).asText(), Pattern.LITERAL);
        return separator
                .splitAsStream(text(split.get(1)))
                .skip(argument.get(0).asInt())
                .findFirst()
                .orElseThrow();
    }
}
