package chat.infra;

import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Node;

import java.util.Optional;
import java.util.regex.Pattern;

/// The choices at deployment, by CDK context (`-c name=value`, or `cdk.json`). All values are
/// valid. `docs/operations.md` describes each.
///
/// @param stackName the CloudFormation stack's name; another name is another, separate chat
/// @param destroyData whether destroying the stack destroys its data
/// @param foreignIssuer the issuer of tokens, if it is not the stack's own user pool
/// @param messagesPerSecond steady rate of frames and connects the stage accepts
/// @param messageBurst frames and connects accepted at once beyond that rate
/// @param logRetention how long CloudWatch keeps logs
/// @param alarmTopicArn the SNS topic alarms go to
/// @param detailedMetrics whether API Gateway emits metrics per route
/// @param limits the rate limits
/// @param windows in which messages can be edited and removed
/// @param redeliveryConcurrency connections caught up from the redelivery queue at once
/// @param ownsLogRole whether the stack sets the account's API Gateway logging role
/// @param web the settings of the web chat; empty if it is not deployed
record Settings(
        String stackName,
        boolean destroyData,
        Optional<TokenIssuer> foreignIssuer,
        int messagesPerSecond,
        int messageBurst,
        RetentionDays logRetention,
        Optional<String> alarmTopicArn,
        boolean detailedMetrics,
        boolean ownsLogRole,
        Optional<WebSettings> web,
        Limits limits,
        Windows windows,
        int redeliveryConcurrency) {
    /// A third of an account's 10,000 requests a second. A message is one frame in and two
    /// callbacks, and callbacks count too.
    private static final String MESSAGES_PER_SECOND = "3000";

    /// Half a second at the steady rate. The account's burst is 5,000.
    private static final String MESSAGE_BURST = "1500";

    /// A catch-up of two posts takes about 60 ms: about 300 catch-ups a second, which leaves most
    /// of an account's 10,000 requests a second to new messages. Lambda accepts 2 to 1,000.
    private static final String REDELIVERY_CONCURRENCY = "20";

    private static final Pattern ISSUER = Pattern.compile("https://[^\\s?#]+[^\\s?#/]");
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}");
    private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");

    /// Reads the context of a construct tree.
    ///
    /// @throws IllegalArgumentException if a value is not valid; the message names it
    static Settings of(Node node) {
        var context = new Context(node);
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
                context.oneOf("removal", "retain", "destroy").equals("destroy"),
                foreignIssuer(context),
                context.integer("throttleRate", MESSAGES_PER_SECOND, 1, 1_000_000),
                context.integer("throttleBurst", MESSAGE_BURST, 1, 1_000_000),
                context.retention("logRetentionDays", "30"),
                context.matching(
                        "alarmTopicArn",
                        TOPIC,
                        "the ARN of an SNS topic: arn:aws:sns:REGION:ACCOUNT:NAME"),
                context.oneOf("detailedMetrics", "true", "false").equals("true"),
                context.oneOf("apiGatewayLogRole", "create", "existing").equals("create"),
                WebSettings.of(context),
                Limits.of(context),
                Windows.of(context),
                context.integer("redeliveryConcurrency", REDELIVERY_CONCURRENCY, 2, 1000));
    }

    private static Optional<TokenIssuer> foreignIssuer(Context context) {
        var url =
                context.matching(
                        "tokenIssuer",
                        ISSUER,
                        "the issuer's address: https://… without a slash at the end");
        var audience = context.text("tokenAudience");
        if (url.isPresent() != audience.isPresent()) {
            throw new IllegalArgumentException(
                    "tokenIssuer and tokenAudience: give both, or neither for a user pool");
        }
        return url.map(issuer -> new TokenIssuer(issuer, audience.orElseThrow()));
    }
}
