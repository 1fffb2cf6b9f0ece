package chat.infra;

import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/// Names for what must be unique in an account or in the world, which CloudFormation does not make
/// up by itself.
final class UniqueName {
    /// Where the UUID stands in `arn:aws:cloudformation:Region:account:stack/name/UUID`.
    private static final int UUID = 2;

    private UniqueName() {}

    /// The prefix, a hyphen, and the 36 characters by which CloudFormation tells this stack from
    /// all others.
    static String of(String prefix, Stack stack) {
        return prefix + "-" + Fn.select(UUID, Fn.split("/", stack.getStackId()));
    }
}
