package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads tables into CreateTable requests. Billing is always on demand, because DynamoDB Local
/// never throttles, and the two table types define provisioned throughput differently.
///
/// @see <a
///   href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">CreateTable</a>
record TableReader(Template template) {
    private static final List<String> INDEX_PROPERTIES =
            List.of("IndexName", "KeySchema", "Projection");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    List<Table> tables() {
        return template.ofType("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable").stream()
                .map(this::table)
                .toList();
    }

    private Table table(Resource resource) {
        String name = Names.physicalName(resource);
        if (!NAME.matcher(name).matches()) {
            throw resource.error(
                    "TableName", name + " is not 3 to 255 letters, digits, -, _ and .");
        }
        Optional<String> stream = streamViewType(resource);
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("TableName", name);
        call.put("BillingMode", "PAY_PER_REQUEST");
        call.set("KeySchema", resource.require("KeySchema"));
        call.set("AttributeDefinitions", resource.require("AttributeDefinitions"));
        for (String indexes : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
            List<JsonNode> given = resource.list(indexes);
            if (!given.isEmpty()) {
                call.set(indexes, indexes(given));
            }
        }
        stream.ifPresent(
                type ->
                        call.putObject("StreamSpecification")
                                .put("StreamEnabled", true)
                                .put("StreamViewType", type));
        return new Table(resource.id(), name, call, timeToLive(resource), stream);
    }

    private static ArrayNode indexes(List<JsonNode> given) {
        ArrayNode indexes = JsonNodeFactory.instance.arrayNode();
        for (JsonNode index : given) {
            ObjectNode kept = indexes.addObject();
            INDEX_PROPERTIES.forEach(
                    property ->
                            Optional.ofNullable(index.get(property))
                                    .ifPresent(value -> kept.set(property, value)));
        }
        return indexes;
    }

    private static Optional<String> streamViewType(Resource resource) {
        return resource.find("StreamSpecification")
                .map(ignored -> resource.text("StreamSpecification.StreamViewType"));
    }

    private static Optional<String> timeToLive(Resource resource) {
        return resource.find("TimeToLiveSpecification")
                .filter(ignored -> resource.flag("TimeToLiveSpecification.Enabled"))
                .map(ignored -> resource.text("TimeToLiveSpecification.AttributeName"));
    }
}
