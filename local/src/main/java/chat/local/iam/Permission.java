package chat.local.iam;

/// A permission for one action on one resource. A batch or a transaction needs several.
///
/// @param action such as `dynamodb:GetItem`
/// @param resource its ARN; `*` if the action has no resource
public record Permission(String action, String resource) {}
