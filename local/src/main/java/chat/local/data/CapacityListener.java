package chat.local.data;

/// Hears of the capacity that requests to DynamoDB consumed.
@FunctionalInterface
public interface CapacityListener {
    /// Called once per request and table, before the caller has its answer; concurrently.
    ///
    /// @param callerAccessKeyId the access key that signed the request, which tells the function
    /// @param readUnits consumed by a read, indexes included
    /// @param writeUnits consumed by a write, indexes included; also by one whose condition failed
    void consumed(String tableName, String callerAccessKeyId, double readUnits, double writeUnits);
}
