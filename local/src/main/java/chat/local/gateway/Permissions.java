package chat.local.gateway;

import chat.local.iam.Denial;
import chat.local.template.FunctionTarget;

import java.util.Optional;

/// The IAM checks of the gateway.
public interface Permissions {
    /// The reason, for the log, why API Gateway may not invoke a function; empty if it may.
    ///
    /// @param sourceArn ARN of the route or authorizer that invokes the function
    Optional<String> againstInvoking(FunctionTarget function, String sourceArn);

    /// The reason why a caller may not perform an operation on a connection; empty if it may.
    ///
    /// @param accessKeyId the key that signed the request
    /// @param connectionArn ARN with the method and the connection
    Optional<Denial> againstManaging(String accessKeyId, String connectionArn);
}
