package chat.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.template.FunctionTarget;
import chat.local.template.Stack;
import chat.local.template.TemplateException;
import chat.local.template.TestAssembly;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

final class IamTest {
    private static final String WORKER = "LOCALWorker";
    private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/Orders";
    private static final Permission GET = new Permission("dynamodb:GetItem", ARN);
    private static final Permission UPDATE = new Permission("dynamodb:UpdateItem", ARN);
    private static final Permission DELETE = new Permission("dynamodb:DeleteItem", ARN);
    private static final FunctionTarget LIVE =
            new FunctionTarget(
                    "Worker", "arn:aws:lambda:us-east-1:000000000000:function:Worker:live");
    private static final String CONNECT =
            "arn:aws:execute-api:us-east-1:000000000000:Api/prod/$connect";

    @TempDir Path directory;
    private TestAssembly assembly = TestAssembly.at(Path.of(""));

    @BeforeEach
    void write() {
        assembly = TestAssembly.in(directory);
    }

    @Test
    void aFunctionMayDoWhatItsRoleAllows() {
        assertThat(iam().denies(WORKER, List.of(GET))).isEmpty();
    }

    @Test
    void anActionThatNoStatementAllowsIsDeniedAndTheMissingStatementIsNamed() {
        var denial = iam().denies(WORKER, List.of(UPDATE)).orElseThrow();

        assertThat(denial.message())
                .isEqualTo(
                        "User: arn:aws:sts::000000000000:assumed-role/Role/Worker is not authorized"
                                + " to perform: dynamodb:UpdateItem on resource: "
                                + ARN
                                + " because no identity-based policy allows the"
                                + " dynamodb:UpdateItem action");
        assertThat(denial.remedy())
                .isEqualTo(
                        "Role Role lacks {\"Effect\":\"Allow\",\"Action\":\"dynamodb:UpdateItem\","
                                + "\"Resource\":\""
                                + ARN
                                + "\"}");
    }

    @Test
    void aDenyOverridesEveryAllow() {
        assembly.edit(
                "Role",
                role ->
                        ((ObjectNode) role.at("/Policies/0/PolicyDocument/Statement/0"))
                                .put("Action", "dynamodb:*"));

        var denial = iam().denies(WORKER, List.of(DELETE)).orElseThrow();

        assertThat(denial.message()).endsWith("with an explicit deny in an identity-based policy");
        assertThat(denial.remedy())
                .contains("Resource Role, property Policies[0].PolicyDocument.Statement[1]");
    }

    @Test
    void everyPartOfARequestMustBeAllowed() {
        assertThat(iam().denies(WORKER, List.of(GET, UPDATE)))
                .map(Denial::permission)
                .contains(UPDATE);
    }

    @Test
    void callersOtherThanFunctionsAreAllowedEverything() {
        assertThat(iam().denies("developer", List.of(DELETE))).isEmpty();
    }

    @Test
    void usedAndDeniedActionsAreRecorded() {
        Iam iam = iam();
        var _ = iam.denies(WORKER, List.of(GET));
        var _ = iam.denies(WORKER, List.of(GET));
        var _ = iam.denies(WORKER, List.of(UPDATE));

        assertThat(iam.uses())
                .contains(
                        new GrantUse("Worker", "dynamodb:GetItem", ARN, 2),
                        new GrantUse("Worker", "dynamodb:PutItem", ARN, 0),
                        new GrantUse("Guard", "dynamodb:GetItem", ARN, 0))
                .noneMatch(use -> use.action().contains("Delete*"));
        assertThat(iam.denials()).extracting(Denial::permission).containsExactly(UPDATE);
    }

    @Test
    void everyKindOfAttachedPolicyApplies() {
        Iam iam = iam();

        var logs = new Permission("logs:PutLogEvents", "arn:aws:logs:x");
        var stream = new Permission("dynamodb:GetRecords", ARN + "/stream/now");
        var queue =
                new Permission(
                        "sqs:DeleteMessage", "arn:aws:sqs:us-east-1:000000000000:Retries.fifo");
        assertThat(iam.denies(WORKER, List.of(logs, stream, queue))).isEmpty();
    }

    @Test
    void aMappingWhoseRoleMayNotReadItsSourceCannotBeCreated() {
        assembly.edit(resources -> resources.remove("OrdersStream"));

        assertThatThrownBy(() -> MappingPermissions.check(stack(), iam()))
                .isInstanceOf(TemplateException.class)
                .message()
                .contains("Resource OrdersToWorker", "dynamodb:DescribeStream", "Role Role lacks");
    }

    @Test
    void aMappingWhoseRoleMayNotSendToItsFailureQueueCannotBeCreated() {
        assembly.edit(
                "Queues",
                policy ->
                        ((ObjectNode) policy.at("/PolicyDocument/Statement/1"))
                                .put("Resource", "arn:aws:sqs:us-east-1:000000000000:Other"));

        assertThatThrownBy(() -> MappingPermissions.check(stack(), iam()))
                .isInstanceOf(TemplateException.class)
                .message()
                .contains("Resource OrdersToWorker", "sqs:SendMessage", "shop-failures");
    }

    @Test
    void mappingsCountAsUsesOfTheirGrants() {
        Iam iam = iam();

        MappingPermissions.check(stack(), iam);

        assertThat(iam.uses())
                .filteredOn(use -> use.uses() > 0)
                .extracting(GrantUse::action)
                .containsExactlyInAnyOrder(
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams",
                        "sqs:ReceiveMessage",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:SendMessage");
    }

    @Test
    void apiGatewayMayInvokeAFunctionWithAPermission() {
        var permissions = InvokePermissions.of(stack());

        assertThat(permissions.allow(LIVE, CONNECT)).isTrue();
        assertThat(permissions.allow(LIVE, CONNECT.replace("$connect", "order"))).isFalse();
    }

    @Test
    void aPermissionForTheAliasDoesNotCoverTheFunction() {
        var permissions = InvokePermissions.of(stack());

        assertThat(permissions.allow(FunctionTarget.of("Worker"), CONNECT)).isFalse();
    }

    @Test
    void aPermissionForAnotherServiceOrAccountDoesNotApply() {
        assembly.edit("MayWorker", may -> may.put("Principal", "s3.amazonaws.com"));
        assertThat(InvokePermissions.of(stack()).allow(LIVE, CONNECT)).isFalse();

        assembly.edit(
                "MayWorker",
                may ->
                        may.put("Principal", "apigateway.amazonaws.com")
                                .put("SourceAccount", "111111111111"));
        assertThat(InvokePermissions.of(stack()).allow(LIVE, CONNECT)).isFalse();
    }

    private Iam iam() {
        return new Iam(stack());
    }

    private Stack stack() {
        return assembly.load();
    }
}
