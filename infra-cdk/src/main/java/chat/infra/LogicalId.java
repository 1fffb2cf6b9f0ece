package chat.infra;

import static java.util.Objects.requireNonNull;

import software.amazon.awscdk.CfnElement;
import software.constructs.Construct;

/// Readable logical ids that do not change when the code moves, instead of CDK's path and hash.
/// CloudFormation would replace a table whose logical id changed.
final class LogicalId {
    private LogicalId() {}

    /// Sets the logical id of the construct's resource.
    static void set(Construct construct, String logicalId) {
        var resource = requireNonNull(construct.getNode().getDefaultChild(), "no resource");
        ((CfnElement) resource).overrideLogicalId(logicalId);
    }
}
