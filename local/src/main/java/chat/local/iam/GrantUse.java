package chat.local.iam;

/// The number of times a function used a grant of its role.
///
/// @param action as in the statement, including wildcards
/// @param resource as in the statement, including wildcards
/// @param uses number of requests, or parts of a batch, that needed the grant; for a wildcard,
///   everything it matched
public record GrantUse(String functionName, String action, String resource, long uses) {}
