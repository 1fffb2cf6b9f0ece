package chat.local;

import chat.local.gateway.Permissions;
import chat.local.iam.Denial;
import chat.local.iam.Iam;
import chat.local.iam.InvokePermissions;
import chat.local.iam.Permission;
import chat.local.template.FunctionTarget;

import java.util.List;
import java.util.Optional;

/// The gateway's questions, answered by the rules of the stack.
record StackPermissions(Iam iam, InvokePermissions invoking) implements Permissions {
    @Override
    public Optional<String> againstInvoking(FunctionTarget function, String sourceArn) {
        return invoking.allow(function, sourceArn)
                ? Optional.empty()
                : Optional.of(InvokePermissions.remedy(function, sourceArn));
    }

    @Override
    public Optional<Denial> againstManaging(String accessKeyId, String connectionArn) {
        return iam.denies(
                accessKeyId,
                List.of(new Permission("execute-api:ManageConnections", connectionArn)));
    }
}
