package chat.local.data;

import chat.local.iam.Denial;
import chat.local.iam.DynamoDbPermissions;
import chat.local.iam.Iam;
import chat.local.iam.Permission;
import chat.local.iam.SqsPermissions;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Refuses what the role of the calling function does not allow.
///
/// A request whose effect cannot be told from its body (PartiQL, reading a stream) is refused, or
/// it would get around the role.
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
                            "what %s touches cannot be told locally, so no role allows it"
                                    .formatted(call.operation())));
        }
        return iam.denies(call.accessKeyId(), permissions.get())
                .map(denial -> denied(denial.message()));
    }

    private static Refusal denied(String message) {
        return new Refusal(400, "AccessDeniedException", message);
    }

    /// SQS writes its actions in lower case and calls the error another name.
    private static Refusal deniedBySqs(Denial denial) {
        String action = denial.permission().action().toLowerCase(Locale.ROOT);
        return new Refusal(
                403, "AccessDenied", denial.message(action, denial.permission().resource()));
    }
}
