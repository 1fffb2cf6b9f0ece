package chat.messages;

/// How long, and how often, a message can be changed by its sender. A window is compared with the
/// server's time of the message.
///
/// @param editWindowMinutes [#NEVER], [#ALWAYS], or minutes
/// @param editsMax the edits of one message; a few more may pass at the same moment
/// @param removeWindowMinutes [#NEVER], [#ALWAYS], or minutes
public record OperationRules(int editWindowMinutes, int editsMax, int removeWindowMinutes) {
    /// A window in which nothing is allowed.
    public static final int NEVER = 0;

    /// A window that never ends.
    public static final int ALWAYS = -1;

    /// @throws IllegalArgumentException if a value is out of range
    public OperationRules {
        if (editWindowMinutes < ALWAYS || removeWindowMinutes < ALWAYS || editsMax < 1) {
            throw new IllegalArgumentException(
                    "a window must be -1 or more minutes, and at least 1 edit must be allowed");
        }
    }
}
