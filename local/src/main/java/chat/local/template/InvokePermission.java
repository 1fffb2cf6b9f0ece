package chat.local.template;

import java.util.Optional;

/// An `AWS::Lambda::Permission` to invoke a function: a statement of its resource-based policy.
///
/// @param functionArn the function, or the version or alias, for which it is
/// @param principal the service that may, such as `apigateway.amazonaws.com`
/// @param sourceArn a pattern that the caller's ARN must match; empty: any
/// @param sourceAccount the account that the caller must be in; empty: any
public record InvokePermission(
        String functionArn,
        String principal,
        Optional<String> sourceArn,
        Optional<String> sourceAccount) {}
