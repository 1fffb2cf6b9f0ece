package chat.infra;

import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/// Names that are unique in an account or in the world, where CloudFormation does not generate
/// them.
final class UniqueName {
    /// The position of the UUID in `arn:aws:cloudformation:Region:account:stack/name/UUID`.
    private static final int UUID = 2;

    private UniqueName() {}

    /// The prefix, a hyphen, and the stack's UUID of 36 characters.
    static String of(String prefix, Stack stack) {
        return prefix + "-" + Fn.select(UUID, Fn.split("/", stack.getStackId()));
    }
}
