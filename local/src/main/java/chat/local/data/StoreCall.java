package chat.local.data;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A request to one of the stores.
///
/// @param store the addressed store
/// @param operation such as `PutItem`
/// @param accessKeyId the key that signed the request
/// @param host host and port of the store, as the caller addressed them
/// @param body the request's JSON
record StoreCall(Store store, String operation, String accessKeyId, String host, ObjectNode body) {
    /// The IAM action of the call. For batches and transactions IAM checks the single operations
    /// instead.
    String action() {
        return store.service() + ":" + operation;
    }
}
