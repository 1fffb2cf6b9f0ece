package chat.local.template;

import java.util.List;

/// A statement of an identity policy.
///
/// @param effect the effect on matching requests
/// @param actions patterns such as `dynamodb:*`; `*` matches any text and `?` any character
/// @param resources patterns of ARNs
/// @param place position in the template, for error messages
/// @see <a
///   href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">Policy
///   elements</a>
public record Statement(Effect effect, List<String> actions, List<String> resources, String place) {
    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    /// The effect of a statement on matching requests.
    public enum Effect {
        /// Allows the request, unless another statement denies it.
        ALLOW,
        /// Denies the request, whatever other statements say.
        DENY
    }
}
