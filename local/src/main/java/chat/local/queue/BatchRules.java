package chat.local.queue;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.regex.Pattern;

/// SQS's validation of a batch as a whole.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>
final class BatchRules {
    /// The maximum number of entries, and of messages in a receive.
    static final int ENTRIES_MAX = 10;

    private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private BatchRules() {}

    /// @throws SqsException if there are no entries or too many, or their ids are not valid
    static void check(JsonNode entries) {
        if (entries.isEmpty()) {
            throw new SqsException("EmptyBatchRequest", "There should be at least one entry.");
        }
        if (entries.size() > ENTRIES_MAX) {
            throw new SqsException(
                    "TooManyEntriesInBatchRequest", "Maximum number of entries is 10.");
        }
        var ids = new HashSet<String>();
        for (JsonNode entry : entries) {
            if (!ENTRY_ID.matcher(entry.path("Id").asText()).matches()) {
                throw new SqsException(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and"
                                + " underscores. It can be at most 80 letters long.");
            }
            if (!ids.add(entry.path("Id").asText())) {
                throw new SqsException("BatchEntryIdsNotDistinct", "Ids must be distinct.");
            }
        }
    }
}
