package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/// Looks up the names in a template. Each method throws [TemplateException] for an unknown name.
interface References {
    /// The value of `Ref` for a parameter, a pseudo parameter or a resource.
    JsonNode reference(String name);

    /// The value of `Fn::GetAtt`.
    JsonNode attribute(String logicalId, String attribute);

    /// The value of a named condition.
    boolean condition(String name);

    /// The value that another stack exports.
    JsonNode imported(String exportName);

    /// Whether the template has the transform with more intrinsic functions.
    boolean hasLanguageExtensions();

    /// The value of `Fn::FindInMap` for map, top-level key and second-level key.
    JsonNode mapped(List<JsonNode> keys);
}
