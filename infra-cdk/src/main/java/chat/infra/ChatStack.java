package chat.infra;

import chat.dynamodb.ChatTable;

import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.lambda.Code;

import java.nio.file.Path;

/// The whole chat: what `cdk deploy` creates, and what the local runtime runs.
final class ChatStack extends Stack {
    /// The stack's name in the cloud assembly; its template is `ServerlessChat.template.json`.
    static final String ID = "ServerlessChat";

    /// @param lambdaJar the jar with all handlers
    ChatStack(App app, Settings settings, Path lambdaJar) {
        super(app, ID, properties(settings));
        var api = api();
        var tables = new ChatTables(this, "Tables", settings);
        var queues = new ChatQueues(this, "Queues");
        var issuer = issuer(settings);
        var common =
                new LambdaFunction.Common(
                        Code.fromAsset(lambdaJar.toString()),
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

    private TokenIssuer issuer(Settings settings) {
        if (settings.foreignIssuer().isPresent()) {
            var foreign = settings.foreignIssuer().get();
            output("TokenIssuer", foreign.url());
            return foreign;
        }
        var pool = new ChatUserPool(this, "Users", settings);
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
