package chat.local.gateway;

import chat.local.iam.Denial;
import chat.local.template.FunctionTarget;

import java.util.Optional;

/// What the gateway has to ask IAM.
public interface Permissions {
    /// Why API Gateway may not invoke a function, for the log; empty if it may.
    ///
    /// @param sourceArn of the route or authorizer for which it does
    Optional<String> againstInvoking(FunctionTarget function, String sourceArn);

    /// Why a caller may not do something to a connection; empty if it may.
    ///
    /// @param accessKeyId which signed the request
    /// @param connectionArn the method and the connection
    Optional<Denial> againstManaging(String accessKeyId, String connectionArn);
}
