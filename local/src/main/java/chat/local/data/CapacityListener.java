package chat.local.data;

/// Receives the capacity that requests to DynamoDB consumed.
@FunctionalInterface
public interface CapacityListener {
    /// Called once per request and table, before the caller gets the response; concurrently.
    ///
    /// @param callerAccessKeyId the access key id that signed the request, which identifies the
    ///   function
    /// @param readUnits consumed by a read, including indexes
    /// @param writeUnits consumed by a write, including indexes; also by one whose condition failed
    void consumed(String tableName, String callerAccessKeyId, double readUnits, double writeUnits);
}
