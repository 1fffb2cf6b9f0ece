package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/// What names in a template stand for. Each method throws [TemplateException] for an unknown name.
interface References {
    /// What `Ref` gives: of a parameter, a pseudo parameter or a resource.
    JsonNode reference(String name);

    /// What `Fn::GetAtt` gives.
    JsonNode attribute(String logicalId, String attribute);

    /// The truth of a named condition.
    boolean condition(String name);

    /// What `Fn::FindInMap` gives for map, top-level key and second-level key.
    JsonNode mapped(List<JsonNode> keys);
}
