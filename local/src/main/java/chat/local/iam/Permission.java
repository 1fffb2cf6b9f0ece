package chat.local.iam;

/// One thing that a request does to one resource. A batch or a transaction is several.
///
/// @param action such as `dynamodb:GetItem`
/// @param resource its ARN; `*` where the action knows no resource
public record Permission(String action, String resource) {}
