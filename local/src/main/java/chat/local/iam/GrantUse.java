package chat.local.iam;

/// How often a function used what its role allows.
///
/// @param action as the statement names it, wildcards included
/// @param resource likewise
/// @param uses requests, or parts of a batch, that needed it; a wildcard counts whatever it let in
public record GrantUse(String functionName, String action, String resource, long uses) {}
