package chat.infra;

import chat.dynamodb.ChatTable;

import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Derives a function's environment and permissions from its needs.
///
/// Permissions are written action by action. CDK's `grantReadData` would add `Scan`,
/// `grantManageConnections` every method of every stage, and `Table.grant` every index.
///
/// @param apiId the WebSocket API's id
/// @param issuer the issuer of tokens
/// @param settings the rate limits and the windows of operations
record Grants(
        ChatTables tables, ChatQueues queues, String apiId, TokenIssuer issuer, Settings settings) {
    /// The environment of the function: exactly the variables it needs.
    Map<String, String> environment(ChatFunction function) {
        var variables = new LinkedHashMap<String, String>();
        for (var need : function.needs()) {
            switch (need) {
                case Need.Requests(var table, _) ->
                        variables.put(table.variable(), tables.get(table).getTableName());
                case Need.Index _ -> {}
                case Need.Connections _ -> variables.put("CALLBACK_URL", callbackUrl());
                case Need.Redelivery _, Need.Postponement _ ->
                        variables.put("REDELIVERY_QUEUE_URL", queues.redelivery().getQueueUrl());
                case Need.Announcements _ ->
                        variables.put(
                                "ANNOUNCEMENT_QUEUE_URL", queues.announcement().getQueueUrl());
                case Need.Limits _ -> {
                    variables.put(
                            ChatTable.RATES.variable(), tables.get(ChatTable.RATES).getTableName());
                    variables.put("LIMITS", settings.limits().variable());
                }
                case Need.Windows _ -> variables.putAll(settings.windows().variables());
                case Need.Tokens _ -> {
                    variables.put("TOKEN_ISSUER", issuer.url());
                    variables.put("TOKEN_AUDIENCE", issuer.audience());
                }
            }
        }
        return variables;
    }

    /// The permissions of the function's role, besides writing its log.
    List<PolicyStatement> permissions(Construct scope, ChatFunction function) {
        var statements = new ArrayList<PolicyStatement>();
        for (var need : function.needs()) {
            switch (need) {
                case Need.Requests(var table, var operations) ->
                        statements.add(
                                allow(
                                        operations.stream().map(o -> "dynamodb:" + o).toList(),
                                        List.of(tables.get(table).getTableArn())));
                case Need.Index(var table, var name) ->
                        statements.add(
                                allow(
                                        List.of("dynamodb:Query"),
                                        List.of(
                                                tables.get(table).getTableArn()
                                                        + "/index/"
                                                        + name)));
                case Need.Connections(var methods) -> statements.add(managing(scope, methods));
                case Need.Redelivery _ -> statements.add(sending(queues.redelivery()));
                case Need.Postponement _ ->
                        statements.add(
                                allow(
                                        List.of("sqs:ChangeMessageVisibility"),
                                        List.of(queues.redelivery().getQueueArn())));
                case Need.Announcements _ -> statements.add(sending(queues.announcement()));
                case Need.Limits _ ->
                        statements.add(
                                allow(
                                        List.of("dynamodb:UpdateItem"),
                                        List.of(tables.get(ChatTable.RATES).getTableArn())));
                case Need.Windows _, Need.Tokens _ -> {}
            }
        }
        return statements;
    }

    private PolicyStatement managing(Construct scope, Set<String> methods) {
        return allow(
                List.of("execute-api:ManageConnections"),
                methods.stream().sorted().map(method -> connections(scope, method)).toList());
    }

    private static PolicyStatement sending(Queue queue) {
        return allow(List.of("sqs:SendMessage"), List.of(queue.getQueueArn()));
    }

    static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
    }

    private String callbackUrl() {
        var host = apiId + ".execute-api." + Aws.REGION + "." + Aws.URL_SUFFIX;
        return "https://" + host + "/" + ChatStage.NAME;
    }

    /// Connection ids are not known at deployment, so the last part is `*`.
    private String connections(Construct scope, String method) {
        return Arn.format(
                ArnComponents.builder()
                        .service("execute-api")
                        .resource(apiId)
                        .resourceName(ChatStage.NAME + "/" + method + "/@connections/*")
                        .build(),
                Stack.of(scope));
    }
}
