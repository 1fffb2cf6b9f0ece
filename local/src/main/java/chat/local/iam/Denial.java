package chat.local.iam;

import chat.local.template.Arns;

/// A request of a function that its role does not allow.
///
/// @param functionName who asked
/// @param role as whom
/// @param explicit where a statement stands that denies it; empty if none allows it
public record Denial(String functionName, String role, Permission permission, String explicit) {
    /// What AWS answers.
    public String message() {
        return message(permission.action(), permission.resource());
    }

    /// What AWS answers where a service names action and resource in its own way.
    public String message(String action, String resource) {
        String why =
                explicit.isEmpty()
                        ? "because no identity-based policy allows the %s action".formatted(action)
                        : "with an explicit deny in an identity-based policy";
        return "User: %s is not authorized to perform: %s on resource: %s %s"
                .formatted(Arns.assumedRole(role, functionName), action, resource, why);
    }

    /// What is to be done about it: the statement that is missing, or the one that forbids it.
    public String remedy() {
        return explicit.isEmpty()
                ? "Role %s lacks {\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
                        .formatted(role, permission.action(), permission.resource())
                : "It is denied by " + explicit;
    }
}
