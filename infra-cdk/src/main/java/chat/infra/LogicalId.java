package chat.infra;

import static java.util.Objects.requireNonNull;

import software.amazon.awscdk.CfnElement;
import software.constructs.Construct;

/// Names in the template that a person can read and that stay when the code is rearranged, instead
/// of CDK's path and hash. A table whose logical id changed would be replaced.
final class LogicalId {
    private LogicalId() {}

    /// Gives the construct's resource this logical id.
    static void set(Construct construct, String logicalId) {
        var resource = requireNonNull(construct.getNode().getDefaultChild(), "no resource");
        ((CfnElement) resource).overrideLogicalId(logicalId);
    }
}
