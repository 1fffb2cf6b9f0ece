package chat.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What an authorizer decided about a caller.
sealed interface Verdict {
    /// The caller may connect.
    ///
    /// @param authorizer `principalId` and the context, all strings: what every later event of the
    ///   connection carries
    record Allowed(ObjectNode authorizer) implements Verdict {}

    /// The caller is not known: no identity, or the function said `Unauthorized`.
    ///
    /// @param why for the log
    record Unauthorized(String why) implements Verdict {}

    /// The policy does not allow it.
    record Denied() implements Verdict {}

    /// The authorizer itself failed.
    ///
    /// @param why for the log
    record Broken(String why) implements Verdict {}
}
