package chat.local;

import chat.local.gateway.Permissions;
import chat.local.iam.Denial;
import chat.local.iam.Iam;
import chat.local.iam.InvokePermissions;
import chat.local.iam.Permission;
import chat.local.template.FunctionTarget;

import java.util.List;
import java.util.Optional;

/// Implements the gateway's permission checks with the stack's rules.
record StackPermissions(Iam iam, InvokePermissions invoking) implements Permissions {
    @Override
    public Optional<String> againstInvoking(FunctionTarget function, String sourceArn) {
        if (invoking.allow(function, sourceArn)) {
            return Optional.empty();
        }
        String remedy = InvokePermissions.remedy(function, sourceArn);
        iam.remember(remedy);
        return Optional.of(remedy);
    }

    @Override
    public Optional<Denial> againstManaging(String accessKeyId, String connectionArn) {
        return iam.denies(
                accessKeyId,
                List.of(new Permission("execute-api:ManageConnections", connectionArn)));
    }
}
