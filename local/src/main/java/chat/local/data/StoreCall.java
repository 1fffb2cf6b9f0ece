package chat.local.data;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A request to one of the stores.
///
/// @param store what it is for
/// @param operation such as `PutItem`
/// @param accessKeyId whose credentials signed it
/// @param host where it was sent, as the caller calls it: host and port
/// @param body what is asked for
record StoreCall(Store store, String operation, String accessKeyId, String host, ObjectNode body) {
    /// The call as IAM names actions, but for batches and transactions, which IAM takes apart.
    String action() {
        return store.service() + ":" + operation;
    }
}
