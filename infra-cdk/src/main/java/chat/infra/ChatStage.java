package chat.infra;

import static java.util.stream.Collectors.joining;

import chat.protocol.Action;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.CfnAccount;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.CfnStage.AccessLogSettingsProperty;
import software.amazon.awscdk.services.apigatewayv2.CfnStage.RouteSettingsProperty;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The stage `prod`: throttling, metrics, and an access log without secrets.
final class ChatStage extends Construct {
    /// The stage's name, the path of the WebSocket URL.
    static final String NAME = "prod";

    /// The fields of the access log. They include no header, query string, body, address or user
    /// agent: the token is in a header, and messages are private.
    static final List<String> LOGGED =
            List.of(
                    "requestId",
                    "extendedRequestId",
                    "requestTimeEpoch",
                    "eventType",
                    "routeKey",
                    "connectionId",
                    "messageId",
                    "status",
                    "integrationLatency",
                    "error.responseType");

    /// The divisors of the stage's throttle for typing and presence. Under load typing is throttled
    /// first, then presence, because both share the account's quota with messages.
    private static final int TYPING_SHARE = 10;

    private static final int PRESENCE_SHARE = 4;

    private final CfnStage stage;
    private final String url;

    ChatStage(Construct scope, String id, WebSocketApi api, Settings settings) {
        super(scope, id);
        url = api.getApiEndpoint() + "/" + NAME;
        stage =
                CfnStage.Builder.create(this, "Stage")
                        .apiId(api.getApiId())
                        .stageName(NAME)
                        .autoDeploy(true)
                        .defaultRouteSettings(routeSettings(settings))
                        .routeSettings(
                                Map.of(
                                        Action.PRESENCE.wireName(),
                                                ofRoute(settings, PRESENCE_SHARE),
                                        Action.TYPING.wireName(), ofRoute(settings, TYPING_SHARE)))
                        .accessLogSettings(
                                AccessLogSettingsProperty.builder()
                                        .destinationArn(
                                                settings.logs()
                                                        .group(this, "AccessLogs", "AccessLogs")
                                                        .getLogGroupArn())
                                        .format(accessLogFormat())
                                        .build())
                        .build();
        stage.overrideLogicalId("Stage");
        if (settings.ownsLogRole()) {
            stage.getNode().addDependency(logRole());
        }
    }

    /// The dimensions of its metrics in CloudWatch.
    Map<String, String> dimensions() {
        var dimensions = new LinkedHashMap<String, String>();
        dimensions.put("ApiId", stage.getApiId());
        dimensions.put("Stage", NAME);
        return dimensions;
    }

    /// The URL that clients connect to.
    String url() {
        return url;
    }

    /// Creates the stage after its routes, so that its first deployment contains them all.
    void createAfter(ChatRoutes routes) {
        stage.getNode().addDependency(routes);
    }

    /// Settings of all routes. The execution log is off: it would contain messages.
    private static RouteSettingsProperty routeSettings(Settings settings) {
        return RouteSettingsProperty.builder()
                .throttlingRateLimit(settings.messagesPerSecond())
                .throttlingBurstLimit(settings.messageBurst())
                .detailedMetricsEnabled(settings.detailedMetrics())
                .loggingLevel("OFF")
                .dataTraceEnabled(false)
                .build();
    }

    /// Settings of one route, as plain JSON with API Gateway's names.
    ///
    /// @param share the divisor of the stage's throttle
    private static Map<String, Object> ofRoute(Settings settings, int share) {
        return Map.of(
                "ThrottlingRateLimit", Math.ceilDiv(settings.messagesPerSecond(), share),
                "ThrottlingBurstLimit", Math.ceilDiv(settings.messageBurst(), share),
                "DetailedMetricsEnabled", settings.detailedMetrics(),
                "LoggingLevel", "OFF",
                "DataTraceEnabled", false);
    }

    /// The account's role for writing the logs of all its APIs. Without it a stage with an access
    /// log cannot be created. It survives the stack, since other APIs may use it.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html">WebSocket
    ///   API logging</a>
    private CfnAccount logRole() {
        var role =
                Role.Builder.create(this, "LogRole")
                        .assumedBy(new ServicePrincipal("apigateway.amazonaws.com"))
                        .managedPolicies(
                                List.of(
                                        ManagedPolicy.fromAwsManagedPolicyName(
                                                "service-role/AmazonAPIGatewayPushToCloudWatchLogs")))
                        .build();
        role.applyRemovalPolicy(RemovalPolicy.RETAIN);
        var account =
                CfnAccount.Builder.create(this, "Account")
                        .cloudWatchRoleArn(role.getRoleArn())
                        .build();
        account.applyRemovalPolicy(RemovalPolicy.RETAIN);
        return account;
    }

    private static String accessLogFormat() {
        return LOGGED.stream()
                .map(name -> "\"" + name + "\":\"$context." + name + "\"")
                .collect(joining(",", "{", "}"));
    }
}
