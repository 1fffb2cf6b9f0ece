package chat.local.iam;

import chat.local.template.Arns;

/// A function's request that its role does not allow.
///
/// @param functionName the calling function
/// @param role the function's role
/// @param explicit position of the statement that denies the request; empty if none allows it
public record Denial(String functionName, String role, Permission permission, String explicit) {
    /// AWS's error message.
    public String message() {
        return message(permission.action(), permission.resource());
    }

    /// AWS's error message, for services that name action and resource differently.
    public String message(String action, String resource) {
        String why =
                explicit.isEmpty()
                        ? "because no identity-based policy allows the %s action".formatted(action)
                        : "with an explicit deny in an identity-based policy";
        return "User: %s is not authorized to perform: %s on resource: %s %s"
                .formatted(Arns.assumedRole(role, functionName), action, resource, why);
    }

    /// How to fix the denial: names the missing statement, or the one that denies the request.
    public String remedy() {
        return explicit.isEmpty()
                ? "Role %s lacks {\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
                        .formatted(role, permission.action(), permission.resource())
                : "It is denied by " + explicit;
    }
}
