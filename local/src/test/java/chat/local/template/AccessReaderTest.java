package chat.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.template.Statement.Effect;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

final class AccessReaderTest {
    private static final String STATEMENT =
            "Resource Role, property Policies[0].PolicyDocument.Statement[0]";

    @TempDir Path directory;
    private TestAssembly assembly = TestAssembly.at(Path.of(""));

    @BeforeEach
    void write() {
        assembly = TestAssembly.in(directory);
    }

    @Test
    void aRoleCombinesTheStatementsOfAllItsPolicies() {
        Role role = Objects.requireNonNull(assembly.load().access().roles().get("Worker"));

        assertThat(role.name()).isEqualTo("Role");
        assertThat(role.statements())
                .hasSize(6)
                .contains(
                        new Statement(
                                Effect.ALLOW,
                                List.of("dynamodb:GetItem", "dynamodb:PutItem"),
                                List.of("arn:aws:dynamodb:us-east-1:000000000000:table/Orders"),
                                STATEMENT),
                        new Statement(
                                Effect.DENY,
                                List.of("dynamodb:Delete*"),
                                List.of("*"),
                                "Resource Role, property Policies[0].PolicyDocument.Statement[1]"));
    }

    @Test
    void anInvokePermissionIsReadWithItsAlias() {
        assertThat(assembly.load().access().invokePermissions())
                .containsExactly(
                        new InvokePermission(
                                "arn:aws:lambda:us-east-1:000000000000:function:Worker:live",
                                "apigateway.amazonaws.com",
                                Optional.of(
                                        "arn:aws:execute-api:us-east-1:000000000000:Api/prod/$connect"),
                                Optional.of("000000000000")));
    }

    @Test
    void aFunctionWithoutARoleIsAnError() {
        assembly.edit("Worker", worker -> worker.remove("Role"));

        assertError("Resource Worker, property Role: is missing");
    }

    @Test
    void aFunctionWithARoleOutsideTheTemplateIsAnError() {
        assembly.edit("Worker", worker -> worker.put("Role", "arn:aws:iam::1:role/Other"));

        assertError("Resource Worker, property Role: there is no role arn:aws:iam::1:role/Other");
    }

    @Test
    void aRoleThatLambdaMayNotAssumeIsAnError() {
        assembly.edit(
                "Role",
                role ->
                        ((ObjectNode) role.at("/AssumeRolePolicyDocument/Statement/0/Principal"))
                                .put("Service", "ec2.amazonaws.com"));

        assertError("Resource Role, property AssumeRolePolicyDocument: does not let lambda.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Condition", "NotAction", "NotResource", "Principal"})
    void anUnsupportedElementIsAnErrorAndNotIgnored(String element) {
        editStatement(statement -> statement.putObject(element));

        assertError(STATEMENT + ": " + element + " is not supported locally");
    }

    @Test
    void aPolicyVariableIsAnError() {
        editStatement(statement -> statement.put("Resource", "arn:${aws:username}"));

        assertError(STATEMENT + ".Resource: is not supported locally: 'arn:${aws:username}'");
    }

    @Test
    void aStatementWithoutActionResourceOrEffectIsAnError() {
        editStatement(statement -> statement.remove("Action"));
        assertError(STATEMENT + ".Action: is missing");

        editStatement(statement -> statement.put("Action", "x:Y").remove("Resource"));
        assertError(STATEMENT + ".Resource: is missing");

        editStatement(statement -> statement.put("Resource", "*").put("Effect", "allow"));
        assertError(STATEMENT + ".Effect: is not Allow or Deny but 'allow'");
    }

    @Test
    void anUnknownManagedPolicyIsAnError() {
        assembly.edit(
                "Role",
                role ->
                        role.putArray("ManagedPolicyArns")
                                .add("arn:aws:iam::aws:policy/AdministratorAccess"));

        assertError(
                "Resource Role, property ManagedPolicyArns: the statements of"
                        + " arn:aws:iam::aws:policy/Admin");
    }

    @Test
    void aRoleMayReferToAManagedPolicyOfTheTemplate() {
        assembly.edit("Queues", policy -> policy.remove("Roles"));
        assembly.edit(
                "Role",
                role -> role.putArray("ManagedPolicyArns").addObject().put("Ref", "Queues"));

        assertThat(assembly.load().access().roles().get("Worker"))
                .extracting(Role::statements)
                .asString()
                .contains("sqs:ReceiveMessage");
    }

    @Test
    void aPermissionThatCannotBeEvaluatedIsAnError() {
        assembly.edit("MayWorker", may -> may.put("PrincipalOrgID", "o-1"));

        assertError("Resource MayWorker, property PrincipalOrgID: is not supported locally");
    }

    @Test
    void aMissingAliasIsAnError() {
        assembly.edit(
                "RetriesToWorker",
                mapping ->
                        mapping.put(
                                "FunctionName",
                                "arn:aws:lambda:us-east-1:000000000000:function:Worker:lite"));

        assertError(
                "Resource RetriesToWorker, property FunctionName: there is no version or alias",
                "function:Worker:lite");
    }

    private void editStatement(Consumer<ObjectNode> change) {
        assembly.edit(
                "Role",
                role ->
                        change.accept(
                                (ObjectNode) role.at("/Policies/0/PolicyDocument/Statement/0")));
    }

    private void assertError(String... parts) {
        assertThatThrownBy(() -> assembly.load())
                .isInstanceOf(TemplateException.class)
                .message()
                .contains(parts);
    }
}
