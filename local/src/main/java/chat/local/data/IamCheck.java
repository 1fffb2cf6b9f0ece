package chat.local.data;

import chat.local.iam.Denial;
import chat.local.iam.DynamoDbPermissions;
import chat.local.iam.Iam;
import chat.local.iam.Permission;
import chat.local.iam.SqsPermissions;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Rejects requests that the role of the calling function does not allow.
///
/// A request whose effect is not visible in its body (PartiQL, reading a stream) is rejected,
/// because it could bypass the role.
record IamCheck(Iam iam) {
    Optional<Refusal> refusal(StoreCall call) {
        if (call.store() == Store.SQS) {
            return iam.denies(
                            call.accessKeyId(),
                            List.of(SqsPermissions.of(call.operation(), call.body())))
                    .map(IamCheck::deniedBySqs);
        }
        Optional<List<Permission>> permissions =
                DynamoDbPermissions.of(call.operation(), call.body());
        if (permissions.isEmpty()) {
            return Optional.of(
                    denied(
                            "the resources of %s cannot be determined locally, so no role allows it"
                                    .formatted(call.operation())));
        }
        return iam.denies(call.accessKeyId(), permissions.get())
                .map(denial -> denied(denial.message()));
    }

    private static Refusal denied(String message) {
        return new Refusal(400, "AccessDeniedException", message);
    }

    /// SQS writes its actions in lower case and has another name for the error.
    private static Refusal deniedBySqs(Denial denial) {
        String action = denial.permission().action().toLowerCase(Locale.ROOT);
        return new Refusal(
                403, "AccessDenied", denial.message(action, denial.permission().resource()));
    }
}
