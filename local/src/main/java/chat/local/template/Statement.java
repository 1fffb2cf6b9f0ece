package chat.local.template;

import java.util.List;

/// A statement of an identity policy.
///
/// @param effect what it does to a request that it matches
/// @param actions patterns such as `dynamodb:*`; `*` and `?` stand for any text and any character
/// @param resources patterns of ARNs
/// @param place where it stands in the template, for messages
/// @see <a
///   href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">Policy
///   elements</a>
public record Statement(Effect effect, List<String> actions, List<String> resources, String place) {
    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    /// What a statement does to a request that it matches.
    public enum Effect {
        /// Allows it, unless another statement denies it.
        ALLOW,
        /// Denies it, whatever other statements say.
        DENY
    }
}
