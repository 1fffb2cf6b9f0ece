package chat.infra;

import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/// A function with its own role, its own log group and the alias `live`.
///
/// SnapStart restores published versions only, so every caller invokes the alias.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">SnapStart</a>
final class LambdaFunction extends Construct {
    private final LogGroup logs;
    private final Function function;
    private final Alias live;

    /// The settings that all functions share.
    ///
    /// @param code the jar
    record Common(Code code, Grants grants, LogSettings logs, Concurrency concurrency) {}

    /// @param statements permissions besides those that [Grants] derives
    LambdaFunction(
            Construct scope, ChatFunction declared, Common common, PolicyStatement... statements) {
        super(scope, declared.logicalId());
        logs = common.logs().group(this, "Logs", declared.logicalId() + "Logs");
        var document = new PolicyDocument();
        document.addStatements(
                Grants.allow(
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of(logs.getLogGroupArn())));
        common.grants().permissions(this, declared).forEach(document::addStatements);
        document.addStatements(statements);
        function = function(declared, common, role(declared, document));
        live = live(declared);
    }

    /// The alias that routes, authorizers and event sources invoke.
    Alias live() {
        return live;
    }

    /// The function itself. Its metrics count every version.
    Function function() {
        return function;
    }

    /// Its log group.
    LogGroup logs() {
        return logs;
    }

    private Function function(ChatFunction declared, Common common, Role role) {
        var builder =
                Function.Builder.create(this, "Function")
                        .description("Serverless Chat: " + declared.logicalId())
                        .runtime(Runtime.JAVA_25)
                        .architecture(Architecture.ARM_64)
                        .handler(declared.handler())
                        .code(common.code())
                        .memorySize(declared.memoryMegabytes())
                        .timeout(Duration.seconds(declared.timeout().toSeconds()))
                        .environment(common.grants().environment(declared))
                        .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                        .tracing(Tracing.DISABLED)
                        .role(role)
                        .logGroup(logs)
                        .loggingFormat(LoggingFormat.JSON)
                        .applicationLogLevelV2(ApplicationLogLevel.INFO)
                        .systemLogLevelV2(common.logs().systemLevel());
        common.concurrency().reserved(declared).ifPresent(builder::reservedConcurrentExecutions);
        var created = builder.build();
        LogicalId.set(created, declared.logicalId());
        Annotations.of(created)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias publishes.");
        return created;
    }

    private Alias live(ChatFunction declared) {
        var alias =
                Alias.Builder.create(this, "Live")
                        .aliasName("live")
                        .version(function.getCurrentVersion())
                        .build();
        LogicalId.set(alias, declared.logicalId() + "Live");
        return alias;
    }

    private Role role(ChatFunction declared, PolicyDocument document) {
        var role =
                Role.Builder.create(this, "Role")
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .inlinePolicies(Map.of("Needs", document))
                        .build();
        LogicalId.set(role, declared.logicalId() + "Role");
        return role;
    }
}
