package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// Reads a function's role, with the statements of all its identity policies.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html">AWS::IAM::Role</a>
record RoleReader(Template template) {
    private static final String LAMBDA = "lambda.amazonaws.com";

    /// The role of a function.
    Role role(Resource function) {
        String arn = function.text("Role");
        Resource role =
                template.ofType("AWS::IAM::Role").stream()
                        .filter(candidate -> Names.roleArn(candidate).equals(arn))
                        .findFirst()
                        .orElseThrow(() -> function.error("Role", "there is no role " + arn));
        checkTrust(role);
        var statements = new ArrayList<Statement>();
        inline(role, statements);
        attached(role, statements);
        return new Role(Names.physicalName(role), statements);
    }

    /// Lambda refuses to create a function whose role it cannot assume.
    private static void checkTrust(Resource role) {
        String property = "AssumeRolePolicyDocument";
        boolean trusts =
                Policies.elements(role.require(property).path("Statement")).stream()
                        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                        .flatMap(s -> Policies.elements(s.at("/Principal/Service")).stream())
                        .anyMatch(service -> service.asText().equals(LAMBDA));
        if (!trusts) {
            throw role.error(property, "does not let " + LAMBDA + " assume the role");
        }
    }

    private static void inline(Resource role, List<Statement> statements) {
        List<JsonNode> policies = role.list("Policies");
        for (int i = 0; i < policies.size(); i++) {
            String path = "Policies[%d].PolicyDocument".formatted(i);
            statements.addAll(
                    Policies.statements(role, path, policies.get(i).path("PolicyDocument")));
        }
    }

    private void attached(Resource role, List<Statement> statements) {
        for (Resource policy : template.ofType("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
            boolean isAttached =
                    policy.list("Roles").stream()
                            .anyMatch(name -> name.asText().equals(Names.physicalName(role)));
            if (isAttached) {
                statements.addAll(document(policy));
            }
        }
        for (JsonNode arn : role.list("ManagedPolicyArns")) {
            statements.addAll(managed(role, arn.asText()));
        }
    }

    private List<Statement> managed(Resource role, String arn) {
        return template.ofType("AWS::IAM::ManagedPolicy").stream()
                .filter(policy -> Names.managedPolicyArn(policy).equals(arn))
                .findFirst()
                .map(RoleReader::document)
                .or(() -> AwsManagedPolicies.statements(arn))
                .orElseThrow(
                        () ->
                                role.error(
                                        "ManagedPolicyArns",
                                        "the statements of %s are not known locally"
                                                .formatted(arn)));
    }

    private static List<Statement> document(Resource policy) {
        return Policies.statements(policy, "PolicyDocument", policy.require("PolicyDocument"));
    }
}
