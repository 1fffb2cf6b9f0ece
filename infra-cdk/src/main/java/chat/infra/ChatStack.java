package chat.infra;

import chat.dynamodb.ChatTable;

import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.lambda.Code;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The whole chat: `cdk deploy` creates this stack, and the local runtime runs it.
final class ChatStack extends Stack {
    /// The stack's name in the cloud assembly; its template is `ServerlessChat.template.json`.
    static final String ID = "ServerlessChat";

    /// The tag of every resource, for the account's bill. Its value is the stack's name.
    static final String COST_TAG = "ServerlessChat";

    ChatStack(App app, Settings settings, Assets assets) {
        super(app, ID, properties(settings));
        var api = api();
        var tables = new ChatTables(this, "Tables", settings);
        var queues = new ChatQueues(this, "Queues");
        var pool = userPool(settings);
        var web = webChat(settings, api, pool);
        var issuer =
                settings.signIn()
                        .foreignIssuer()
                        .or(() -> pool.map(own -> own.openTo(web.map(WebChat::url))))
                        .orElseThrow();
        var common =
                new LambdaFunction.Common(
                        Code.fromAsset(assets.lambdaJar().toString()),
                        new Grants(tables, queues, api.getApiId(), issuer, settings),
                        settings.logs(),
                        settings.concurrency());
        var reading = new EventSources.Reading(tables, queues);
        var functions = new ChatFunctions(this, "Functions", common, reading);
        var routes = new ChatRoutes(this, "Routes", api, functions);
        var stage = new ChatStage(this, "Stage", api, settings);
        stage.createAfter(routes);
        var url = settings.socketDomain().map(ChatStack::origin).orElseGet(stage::url);
        settings.socketDomain().ifPresent(domain -> socketDomain(domain, api, stage));
        new EventSources(this, "EventSources", reading, functions, settings);
        watch(new Watched(functions, tables, queues, stage.dimensions()), settings);
        web.ifPresent(chat -> chat.publish(assets.webChat(), url, issuer, settings.logs()));

        output("OperateFunction", functions.get(ChatFunction.OPERATE).live().getFunctionName());
        output("Region", getRegion());
        output("WebSocketUrl", url);
        output("TokenIssuer", issuer.url());
        pool.ifPresent(own -> output("UserPoolId", own.poolId()));
        pool.ifPresent(own -> output("UserPoolClientId", issuer.audience()));
        web.ifPresent(chat -> output("WebChatUrl", chat.url()));
        web.ifPresent(chat -> output("WebChatDistribution", chat.distributionDomain()));
        outputNames(tables);
    }

    private static StackProps properties(Settings settings) {
        // The CLI checks the bootstrap version anyway; the rule would only bloat the template.
        var synthesizer =
                DefaultStackSynthesizer.Builder.create().generateBootstrapVersionRule(false);
        return StackProps.builder()
                .stackName(settings.stackName())
                .description("Serverless Chat: one-to-one chat over WebSockets")
                .synthesizer(synthesizer.build())
                .tags(Map.of(COST_TAG, settings.stackName()))
                .build();
    }

    private WebSocketApi api() {
        var api =
                WebSocketApi.Builder.create(this, "Api")
                        .apiName(getStackName())
                        .routeSelectionExpression("$request.body.action")
                        .build();
        LogicalId.set(api, "Api");
        return api;
    }

    private Optional<ChatUserPool> userPool(Settings settings) {
        return settings.signIn().foreignIssuer().isPresent()
                ? Optional.empty()
                : Optional.of(
                        new ChatUserPool(
                                this, "Users", settings.signIn(), settings.data().destroyed()));
    }

    private Optional<WebChat> webChat(
            Settings settings, WebSocketApi api, Optional<ChatUserPool> pool) {
        return settings.web()
                .map(
                        choices -> {
                            var signIn =
                                    pool.map(ChatUserPool::signIn)
                                            .orElseGet(() -> foreignSignIn(settings, choices));
                            var origin = settings.socketDomain().map(ChatStack::origin);
                            return new WebChat(
                                    this, choices, origin.orElseGet(api::getApiEndpoint), signIn);
                        });
    }

    /// The operator's record for the domain points to what the outputs name.
    private void socketDomain(Domain domain, WebSocketApi api, ChatStage stage) {
        var created = new SocketDomain(this, "SocketDomain", domain, api.getApiId(), stage);
        output("WebSocketDomainTarget", created.target());
        output("WebSocketDomainZone", created.hostedZone());
    }

    /// Creates alarms and the dashboard.
    private void watch(Watched watched, Settings settings) {
        var alarms = new ChatAlarms(this, "Alarms", watched, settings);
        if (settings.dashboard()) {
            var board = new ChatDashboard(this, "Dashboard", watched, alarms.all());
            output(
                    "DashboardUrl",
                    "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#dashboards/dashboard/%s"
                            .formatted(getRegion(), getRegion(), board.name()));
        }
    }

    private void outputNames(ChatTables tables) {
        for (var table : ChatTable.values()) {
            output(table.logicalName() + "Table", tables.get(table).getTableName());
        }
    }

    private static String origin(Domain domain) {
        return "wss://" + domain.name();
    }

    private static List<String> foreignSignIn(Settings settings, WebSettings web) {
        var issuer = settings.signIn().foreignIssuer().orElseThrow();
        return List.of(
                issuer.url() + TokenIssuer.DISCOVERY,
                web.tokenEndpoint().orElseGet(issuer::origin));
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }
}
