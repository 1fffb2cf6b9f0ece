package chat.local.iam;

import chat.local.template.Arns;
import chat.local.template.FunctionTarget;
import chat.local.template.InvokePermission;
import chat.local.template.Stack;

import java.util.List;

/// The resource-based policies of a stack's functions, which say who may invoke them.
///
/// A permission for an alias does not cover the function, nor the other way round.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">Resource-based
///   policies in Lambda</a>
public final class InvokePermissions {
    private static final String API_GATEWAY = "apigateway.amazonaws.com";

    private final List<InvokePermission> permissions;

    private InvokePermissions(List<InvokePermission> permissions) {
        this.permissions = permissions;
    }

    /// Reads the permissions of a stack.
    public static InvokePermissions of(Stack stack) {
        return new InvokePermissions(stack.access().invokePermissions());
    }

    /// Whether API Gateway may invoke a function.
    ///
    /// @param sourceArn ARN of the route or authorizer that invokes the function
    public boolean allow(FunctionTarget function, String sourceArn) {
        return permissions.stream()
                .filter(permission -> permission.functionArn().equals(function.arn()))
                .filter(permission -> permission.principal().equals(API_GATEWAY))
                .filter(p -> p.sourceAccount().stream().allMatch(Arns.ACCOUNT::equals))
                .anyMatch(p -> p.sourceArn().stream().allMatch(arn -> matches(arn, sourceArn)));
    }

    /// How to fix a missing permission.
    public static String remedy(FunctionTarget function, String sourceArn) {
        return ("Invalid permissions on Lambda function: there is no AWS::Lambda::Permission of"
                        + " %s for %s with a SourceArn that matches %s")
                .formatted(function.arn(), API_GATEWAY, sourceArn);
    }

    private static boolean matches(String pattern, String sourceArn) {
        return Wildcard.ofArn(pattern).matches(sourceArn);
    }
}
