package chat.local.queue;

import java.io.Serial;
import java.util.Map;

/// An error response of SQS.
public final class SqsException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// The codes that differ in the query protocol.
    private static final Map<String, String> QUERY_CODES =
            Map.ofEntries(
                    Map.entry("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"),
                    prefixed("BatchEntryIdsNotDistinct"),
                    prefixed("BatchRequestTooLong"),
                    prefixed("EmptyBatchRequest"),
                    prefixed("InvalidBatchEntryId"),
                    prefixed("MessageNotInflight"),
                    prefixed("TooManyEntriesInBatchRequest"),
                    prefixed("UnsupportedOperation"));

    private final String code;

    /// @param code the error code of the API, such as `QueueDoesNotExist`
    public SqsException(String code, String message) {
        super(message);
        this.code = code;
    }

    /// The error code of the API.
    public String code() {
        return code;
    }

    /// The code of the older query protocol, which SDKs show to their callers.
    ///
    /// @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">The trait
    ///   awsQueryError</a>
    String queryCode() {
        return QUERY_CODES.getOrDefault(code, code);
    }

    private static Map.Entry<String, String> prefixed(String code) {
        return Map.entry(code, "AWS.SimpleQueueService." + code);
    }
}
