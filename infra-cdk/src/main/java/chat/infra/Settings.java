package chat.infra;

import software.constructs.Node;

import java.util.Optional;
import java.util.regex.Pattern;

/// The choices at deployment, by CDK context (`-c name=value`, or `cdk.json`). All values are
/// valid. `docs/operations.md` describes each.
///
/// @param stackName the CloudFormation stack's name; another name is another, separate chat
/// @param data the choices about the tables
/// @param signIn who may sign in, and how
/// @param socketDomain the domain of the WebSocket API; empty for API Gateway's own
/// @param messagesPerSecond steady rate of frames and connects the stage accepts
/// @param messageBurst frames and connects accepted at once beyond that rate
/// @param logs the choices about logs
/// @param alarmTopicArn the SNS topic alarms go to
/// @param detailedMetrics whether API Gateway emits metrics per route
/// @param dashboard whether there is a dashboard
/// @param limits the rate limits
/// @param windows in which messages can be edited and removed
/// @param concurrency how many invocations redelivery and presence may have at once
/// @param ownsLogRole whether the stack sets the account's API Gateway logging role
/// @param web the settings of the web chat; empty if it is not deployed
record Settings(
        String stackName,
        DataSettings data,
        SignIn signIn,
        Optional<Domain> socketDomain,
        int messagesPerSecond,
        int messageBurst,
        LogSettings logs,
        Optional<String> alarmTopicArn,
        boolean detailedMetrics,
        boolean dashboard,
        boolean ownsLogRole,
        Optional<WebSettings> web,
        Limits limits,
        Windows windows,
        Concurrency concurrency) {
    /// A third of an account's 10,000 requests a second. A message is one frame in and two
    /// callbacks, and callbacks count too.
    private static final String MESSAGES_PER_SECOND = "3000";

    /// Half a second at the steady rate. The account's burst is 5,000.
    private static final String MESSAGE_BURST = "1500";

    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):[0-9]{12}:[A-Za-z0-9_-]{1,256}");
    private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");

    /// Reads the context of a construct tree.
    ///
    /// @param region the Region of the deployment, if it is known
    /// @throws IllegalArgumentException if a value is not valid; the message names it
    static Settings of(Node node, Optional<String> region) {
        var context = new Context(node, region);
        var settings = read(context);
        context.refuseUnknown();
        return settings;
    }

    static Settings read(Context context) {
        return new Settings(
                context.matching(
                                "stackName",
                                STACK,
                                "a letter and up to 127 letters, digits and hyphens")
                        .orElse("ServerlessChat"),
                DataSettings.of(context),
                SignIn.of(context),
                SocketDomain.of(context),
                context.integer("throttleRate", MESSAGES_PER_SECOND, 1, 1_000_000),
                context.integer("throttleBurst", MESSAGE_BURST, 1, 1_000_000),
                LogSettings.of(context),
                context.inRegion(
                        "alarmTopicArn",
                        TOPIC,
                        "the ARN of an SNS topic: arn:aws:sns:REGION:ACCOUNT:NAME"),
                context.oneOf("detailedMetrics", "false", "true").equals("true"),
                context.oneOf("dashboard", "true", "false").equals("true"),
                context.oneOf("apiGatewayLogRole", "create", "existing").equals("create"),
                WebSettings.of(context),
                Limits.of(context),
                Windows.of(context),
                Concurrency.of(context));
    }
}
