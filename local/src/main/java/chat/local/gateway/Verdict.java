package chat.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An authorizer's decision about a caller.
sealed interface Verdict {
    /// The caller may connect.
    ///
    /// @param authorizer `principalId` and the context, all strings, included in every later event
    ///   of the connection
    record Allowed(ObjectNode authorizer) implements Verdict {}

    /// The caller is not identified: an identity source is missing, or the function threw
    /// `Unauthorized`.
    ///
    /// @param why for the log
    record Unauthorized(String why) implements Verdict {}

    /// The policy does not allow the request.
    record Denied() implements Verdict {}

    /// The authorizer failed or returned an invalid response.
    ///
    /// @param why for the log
    record Broken(String why) implements Verdict {}
}
