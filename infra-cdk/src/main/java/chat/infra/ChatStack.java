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
import java.util.Optional;

/// The whole chat: what `cdk deploy` creates, and what the local runtime runs.
final class ChatStack extends Stack {
    /// The stack's name in the cloud assembly; its template is `ServerlessChat.template.json`.
    static final String ID = "ServerlessChat";

    ChatStack(App app, Settings settings, Assets assets) {
        super(app, ID, properties(settings));
        var api = api();
        var tables = new ChatTables(this, "Tables", settings);
        var queues = new ChatQueues(this, "Queues");
        var web = webChat(settings, api);
        var issuer = issuer(settings, web.map(WebChat::url));
        var common =
                new LambdaFunction.Common(
                        Code.fromAsset(assets.lambdaJar().toString()),
                        new Grants(tables, queues, api.getApiId(), issuer, settings.limits()),
                        settings.logRetention());
        var reading = new EventSources.Reading(tables.get(ChatTable.CONNECTIONS), queues);
        var functions = new ChatFunctions(this, "Functions", common, reading);
        var routes = new ChatRoutes(this, "Routes", api, functions);
        var stage = new ChatStage(this, "Stage", api, settings);
        stage.createAfter(routes);
        new EventSources(this, "EventSources", tables, queues, functions);
        new ChatAlarms(this, "Alarms", queues, functions, settings);
        output("OperateFunction", functions.get(ChatFunction.OPERATE).live().getFunctionName());
        outputs(tables, stage);
        web.ifPresent(
                chat -> {
                    chat.publish(assets.webChat(), stage.url(), issuer, settings.logRetention());
                    output("WebChatUrl", chat.url());
                });
    }

    private static StackProps properties(Settings settings) {
        // The CLI checks the bootstrap version too; the rule would only fill the template.
        var synthesizer =
                DefaultStackSynthesizer.Builder.create().generateBootstrapVersionRule(false);
        return StackProps.builder()
                .stackName(settings.stackName())
                .description("Serverless Chat: one-to-one chat over WebSockets")
                .synthesizer(synthesizer.build())
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

    private Optional<WebChat> webChat(Settings settings, WebSocketApi api) {
        var signIn =
                settings.foreignIssuer()
                        .map(issuer -> List.of(issuer.origin()))
                        .orElseGet(() -> ChatUserPool.origins(this));
        return settings.web()
                .map(choices -> new WebChat(this, choices, api.getApiEndpoint(), signIn));
    }

    private TokenIssuer issuer(Settings settings, Optional<String> webChat) {
        if (settings.foreignIssuer().isPresent()) {
            var foreign = settings.foreignIssuer().get();
            output("TokenIssuer", foreign.url());
            return foreign;
        }
        var pool = new ChatUserPool(this, "Users", settings, webChat);
        output("UserPoolId", pool.poolId());
        output("UserPoolClientId", pool.clientId());
        output("TokenIssuer", pool.issuer().url());
        return pool.issuer();
    }

    private void outputs(ChatTables tables, ChatStage stage) {
        output("WebSocketUrl", stage.url());
        output("Region", getRegion());
        for (var table : ChatTable.values()) {
            output(table.logicalName() + "Table", tables.get(table).getTableName());
        }
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }
}
