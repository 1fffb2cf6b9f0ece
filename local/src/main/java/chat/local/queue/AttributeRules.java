package chat.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.regex.Pattern;

/// SQS's validation of message attributes.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message
///   metadata</a>
final class AttributeRules {
    private static final int MAX = 10;

    /// Up to 256 letters, digits, hyphens, underscores and single periods; none at the ends.
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,256}$)(?!(?i)(aws|amazon)\\.)[\\w-]+(\\.[\\w-]+)*");

    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");
    private static final int TYPE_CHARACTERS_MAX = 256;

    private AttributeRules() {}

    /// @throws SqsException if there are too many, or one is not valid
    static void check(ObjectNode attributes) {
        if (attributes.size() > MAX) {
            throw invalid(
                    "Number of message attributes [%d] exceeds the allowed maximum [%d]."
                            .formatted(attributes.size(), MAX));
        }
        attributes.properties().forEach(entry -> check(entry.getKey(), entry.getValue()));
    }

    private static void check(String name, JsonNode attribute) {
        if (!NAME.matcher(name).matches()) {
            throw invalid(
                    "Invalid message attribute name: '%s'. It can have up to 256 letters, digits,"
                                    .formatted(name)
                            + " underscores, hyphens and periods, no AWS. or Amazon. at the start,"
                            + " and no period at either end or after another.");
        }
        String type = attribute.path("DataType").asText();
        if (type.isEmpty()) {
            throw invalid(
                    "The message attribute '%s' must contain non-empty message attribute type."
                            .formatted(name));
        }
        if (type.length() > TYPE_CHARACTERS_MAX || !TYPE.matcher(type).matches()) {
            throw invalid(
                    "The message attribute '%s' has an invalid message attribute type, the set of"
                                    .formatted(name)
                            + " supported type prefixes is Binary, Number, and String.");
        }
        String field = type.startsWith("Binary") ? "BinaryValue" : "StringValue";
        String value = attribute.path(field).asText();
        if (value.isEmpty()) {
            throw invalid(
                    "The message attribute '%s' must contain non-empty message attribute value for"
                                    .formatted(name)
                            + " message attribute type '%s'.".formatted(type));
        }
        if (field.equals("StringValue")) {
            SendRules.checkCharacters(value);
        }
        if (type.startsWith("Number") && !isNumber(value)) {
            throw invalid(
                    "Can't cast the value of message (user) attribute '%s' to a number."
                            .formatted(name));
        }
    }

    private static boolean isNumber(String value) {
        return value.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    }

    private static SqsException invalid(String message) {
        return new SqsException("InvalidParameterValue", message);
    }
}
