package chat.local.template;

import java.util.Optional;

/// An `AWS::Lambda::Permission` to invoke a function, which is a statement of its resource-based
/// policy.
///
/// @param functionArn the function, version or alias that may be invoked
/// @param principal the service that may invoke it, such as `apigateway.amazonaws.com`
/// @param sourceArn a pattern for the caller's ARN; empty matches any
/// @param sourceAccount the caller's account; empty matches any
public record InvokePermission(
        String functionArn,
        String principal,
        Optional<String> sourceArn,
        Optional<String> sourceAccount) {}
