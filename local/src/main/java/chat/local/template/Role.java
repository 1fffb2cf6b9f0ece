package chat.local.template;

import java.util.List;

/// An `AWS::IAM::Role` that functions assume.
///
/// @param name the role's physical name
/// @param statements those of all its identity policies: inline, attached and managed
public record Role(String name, List<Statement> statements) {
    public Role {
        statements = List.copyOf(statements);
    }
}
