package chat.infra;

import static chat.infra.SynthesizedTemplate.elements;
import static chat.infra.SynthesizedTemplate.text;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The functions: runtime settings, environment variables and permissions.
final class ChatFunctionsTest {
    /// Environment variables that Lambda itself sets.
    private static final Map<String, String> AWS_VARIABLES =
            Map.of(
                    "AWS_REGION", "eu-central-1",
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret");

    private static final List<String> WINDOWS =
            List.of("EDIT_WINDOW_MINUTES", "EDITS_MAX", "REMOVE_WINDOW_MINUTES");

    private static final String LIMITS =
            "MESSAGES=600,72000 MESSAGES_TO_PEER=300,36000 REACTIONS=120,7200"
                    + " NEW_CONVERSATIONS=60,60 LOOKUPS=60,60 PROFILE_CHANGES=60,60"
                    + " SETTINGS_CHANGES=600,600 SEARCHES=60,180 PRESENCE_WATCHES=2000,2000"
                    + " TYPING=20,7200 FRAMES=200,180000 FRAME_ITEMS=1000,180000";

    private final SynthesizedTemplate template = SynthesizedTemplate.standard();

    @ParameterizedTest
    @EnumSource
    void functionsUseSnapStartBehindAnAlias(ChatFunction function) {
        var properties = template.properties(function.logicalId());
        var alias = template.properties(function.logicalId() + "Live");
        var version = template.properties(alias.at("/FunctionVersion/Fn::GetAtt/0").asText());

        assertThat(properties.path("Runtime").asText()).isEqualTo("java25");
        assertThat(properties.at("/Architectures/0").asText()).isEqualTo("arm64");
        assertThat(properties.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
        assertThat(properties.has("TracingConfig")).isFalse();
        assertThat(properties.path("Handler").asText()).isEqualTo(function.handler());
        assertThat(properties.path("MemorySize").asInt()).isEqualTo(function.memoryMegabytes());
        assertThat(properties.path("Timeout").asLong()).isEqualTo(function.timeout().toSeconds());
        assertThat(alias.path("Name").asText()).isEqualTo("live");
        assertThat(text(alias.path("FunctionName"))).isEqualTo(function.logicalId());
        assertThat(text(version.path("FunctionName"))).isEqualTo(function.logicalId());
    }

    @ParameterizedTest
    @EnumSource
    void functionsLogJsonToTheirOwnGroupForAMonth(ChatFunction function) {
        var logging = template.properties(function.logicalId()).path("LoggingConfig");
        var group = template.properties(function.logicalId() + "Logs");

        assertThat(logging.path("LogFormat").asText()).isEqualTo("JSON");
        assertThat(text(logging.path("LogGroup"))).isEqualTo(function.logicalId() + "Logs");
        assertThat(group.path("RetentionInDays").asInt()).isEqualTo(30);
    }

    @Test
    void functionsHaveExactlyTheVariablesTheyNeed() {
        var expected =
                """
                Authorizer: TOKEN_AUDIENCE TOKEN_ISSUER
                Connect: CALLBACK_URL CONNECTIONS_TABLE USERS_TABLE
                Disconnect: CONNECTIONS_TABLE USERS_TABLE
                SendMessage: CALLBACK_URL CONNECTIONS_TABLE CONVERSATIONS_TABLE EDITS_MAX\
                 EDIT_WINDOW_MINUTES LIMITS MESSAGES_TABLE RATES_TABLE REDELIVERY_QUEUE_URL\
                 REMOVE_WINDOW_MINUTES TEXT_BLOCKS_TABLE USERS_TABLE
                Ack: CALLBACK_URL CONNECTIONS_TABLE CONVERSATIONS_TABLE LIMITS MESSAGES_TABLE\
                 RATES_TABLE REDELIVERY_QUEUE_URL USERS_TABLE
                Read: CALLBACK_URL CONNECTIONS_TABLE CONVERSATIONS_TABLE LIMITS MESSAGES_TABLE\
                 RATES_TABLE REDELIVERY_QUEUE_URL USERS_TABLE
                Profile: ANNOUNCEMENT_QUEUE_URL CONNECTIONS_TABLE LIMITS RATES_TABLE USERS_TABLE
                Conversation: ANNOUNCEMENT_QUEUE_URL CALLBACK_URL CONNECTIONS_TABLE\
                 CONVERSATIONS_TABLE HIDDEN_TABLE LIMITS MESSAGES_TABLE RATES_TABLE\
                 REDELIVERY_QUEUE_URL USERS_TABLE
                Search: CONVERSATIONS_TABLE HIDDEN_TABLE LIMITS MESSAGES_TABLE RATES_TABLE\
                 TEXT_BLOCKS_TABLE
                Presence: CALLBACK_URL CONNECTIONS_TABLE CONVERSATIONS_TABLE LIMITS\
                 PRESENCE_SUBSCRIPTIONS_TABLE RATES_TABLE USERS_TABLE
                Operate: CALLBACK_URL CONNECTIONS_TABLE CONVERSATIONS_TABLE MESSAGES_TABLE\
                 REDELIVERY_QUEUE_URL TEXT_BLOCKS_TABLE USERS_TABLE
                Default:
                Deliver: CALLBACK_URL CONNECTIONS_TABLE CONVERSATIONS_TABLE MESSAGES_TABLE\
                 REDELIVERY_QUEUE_URL
                Redeliver: CALLBACK_URL CONNECTIONS_TABLE CONVERSATIONS_TABLE MESSAGES_TABLE\
                 REDELIVERY_QUEUE_URL
                Settle: CONVERSATIONS_TABLE MESSAGES_TABLE TEXT_BLOCKS_TABLE
                BuildBlocks: MESSAGES_TABLE TEXT_BLOCKS_TABLE
                Announce: ANNOUNCEMENT_QUEUE_URL CALLBACK_URL CONNECTIONS_TABLE\
                 CONVERSATIONS_TABLE PRESENCE_SUBSCRIPTIONS_TABLE USERS_TABLE
                Reannounce: CALLBACK_URL CONNECTIONS_TABLE CONVERSATIONS_TABLE\
                 PRESENCE_SUBSCRIPTIONS_TABLE USERS_TABLE
                """;

        var actual =
                Arrays.stream(ChatFunction.values())
                        .map(function -> function.logicalId() + ":" + variables(function) + "\n")
                        .collect(joining());

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void variablesReferToTheirResources() {
        var values =
                Map.ofEntries(
                        Map.entry("USERS_TABLE", "Users"),
                        Map.entry("CONNECTIONS_TABLE", "Connections"),
                        Map.entry("MESSAGES_TABLE", "Messages"),
                        Map.entry("CONVERSATIONS_TABLE", "Conversations"),
                        Map.entry("HIDDEN_TABLE", "Hidden"),
                        Map.entry("TEXT_BLOCKS_TABLE", "TextBlocks"),
                        Map.entry("PRESENCE_SUBSCRIPTIONS_TABLE", "PresenceSubscriptions"),
                        Map.entry("REDELIVERY_QUEUE_URL", "Redelivery"),
                        Map.entry("ANNOUNCEMENT_QUEUE_URL", "Announcement"),
                        Map.entry("TOKEN_AUDIENCE", "UserPoolClient"),
                        Map.entry(
                                "TOKEN_ISSUER",
                                "https://cognito-idp.AWS::Region.AWS::URLSuffix/UserPool"),
                        Map.entry(
                                "CALLBACK_URL",
                                "https://Api.execute-api.AWS::Region.AWS::URLSuffix/prod"),
                        Map.entry("EDIT_WINDOW_MINUTES", "1440"),
                        Map.entry("EDITS_MAX", "10"),
                        Map.entry("REMOVE_WINDOW_MINUTES", "2880"),
                        Map.entry("LIMITS", LIMITS),
                        Map.entry("RATES_TABLE", "Rates"));

        for (var function : ChatFunction.values()) {
            for (var variable : environment(function).properties()) {
                assertThat(text(variable.getValue())).isEqualTo(values.get(variable.getKey()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void handlersStartWithTheVariablesOfTheirFunction(ChatFunction function) throws Exception {
        var variables = new HashMap<>(AWS_VARIABLES);
        environment(function)
                .properties()
                .forEach(variable -> variables.put(variable.getKey(), "https://example.com"));
        variables.put("LIMITS", LIMITS);
        WINDOWS.forEach(window -> variables.put(window, "1"));

        var handler =
                Class.forName(function.handlerClass())
                        .getConstructor(Map.class)
                        .newInstance(variables);

        assertThat(function.handler()).endsWith("Handler::handleRequest");
        assertThat(handler.getClass().getMethods())
                .extracting(Method::getName)
                .contains("handleRequest");
        assertThat(handler.getClass().getConstructor()).isNotNull();
    }

    @Test
    void functionsHaveExactlyThePermissionsTheyNeed() {
        var expected =
                """
                Authorizer
                Connect
                  dynamodb:DeleteItem Connections
                  dynamodb:GetItem Users
                  dynamodb:PutItem Connections
                  dynamodb:PutItem Users
                  dynamodb:Query Connections
                  dynamodb:Query Users/index/byContactNumber
                  dynamodb:UpdateItem Connections
                  dynamodb:UpdateItem Users
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                Disconnect
                  dynamodb:DeleteItem Connections
                  dynamodb:UpdateItem Users
                SendMessage
                  dynamodb:DeleteItem Connections
                  dynamodb:GetItem Conversations
                  dynamodb:GetItem Messages
                  dynamodb:GetItem TextBlocks
                  dynamodb:GetItem Users
                  dynamodb:PutItem Messages
                  dynamodb:PutItem TextBlocks
                  dynamodb:Query Connections
                  dynamodb:Query Messages
                  dynamodb:UpdateItem Conversations
                  dynamodb:UpdateItem Messages
                  dynamodb:UpdateItem Rates
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                  execute-api:ManageConnections Api/prod/POST/@connections/*
                  sqs:SendMessage Redelivery
                Ack
                  dynamodb:DeleteItem Connections
                  dynamodb:GetItem Messages
                  dynamodb:GetItem Users
                  dynamodb:Query Connections
                  dynamodb:UpdateItem Conversations
                  dynamodb:UpdateItem Rates
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                  execute-api:ManageConnections Api/prod/POST/@connections/*
                  sqs:SendMessage Redelivery
                Read
                  dynamodb:BatchGetItem Conversations
                  dynamodb:DeleteItem Connections
                  dynamodb:GetItem Connections
                  dynamodb:GetItem Messages
                  dynamodb:GetItem Users
                  dynamodb:Query Conversations
                  dynamodb:Query Conversations/index/byActiveDay
                  dynamodb:Query Messages
                  dynamodb:UpdateItem Connections
                  dynamodb:UpdateItem Rates
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                  execute-api:ManageConnections Api/prod/POST/@connections/*
                  sqs:SendMessage Redelivery
                Profile
                  dynamodb:BatchGetItem Users
                  dynamodb:Query Connections
                  dynamodb:Query Users/index/byContactNumber
                  dynamodb:UpdateItem Connections
                  dynamodb:UpdateItem Rates
                  dynamodb:UpdateItem Users
                  sqs:SendMessage Announcement
                Conversation
                  dynamodb:DeleteItem Connections
                  dynamodb:GetItem Conversations
                  dynamodb:GetItem Messages
                  dynamodb:GetItem Users
                  dynamodb:Query Connections
                  dynamodb:Query Hidden
                  dynamodb:UpdateItem Conversations
                  dynamodb:UpdateItem Hidden
                  dynamodb:UpdateItem Rates
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                  execute-api:ManageConnections Api/prod/POST/@connections/*
                  sqs:SendMessage Announcement
                  sqs:SendMessage Redelivery
                Search
                  dynamodb:BatchGetItem Conversations
                  dynamodb:GetItem Messages
                  dynamodb:Query Conversations/index/byActiveDay
                  dynamodb:Query Hidden
                  dynamodb:Query Messages
                  dynamodb:Query TextBlocks
                  dynamodb:UpdateItem Rates
                Presence
                  dynamodb:BatchGetItem Conversations
                  dynamodb:BatchGetItem Users
                  dynamodb:DeleteItem Connections
                  dynamodb:DeleteItem PresenceSubscriptions
                  dynamodb:PutItem PresenceSubscriptions
                  dynamodb:Query Connections
                  dynamodb:UpdateItem Rates
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                  execute-api:ManageConnections Api/prod/POST/@connections/*
                Operate
                  dynamodb:DeleteItem Connections
                  dynamodb:GetItem Conversations
                  dynamodb:GetItem Messages
                  dynamodb:GetItem TextBlocks
                  dynamodb:PutItem TextBlocks
                  dynamodb:Query Connections
                  dynamodb:Query Messages
                  dynamodb:Query TextBlocks
                  dynamodb:UpdateItem Conversations
                  dynamodb:UpdateItem Messages
                  dynamodb:UpdateItem Users
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                  sqs:SendMessage Redelivery
                Default
                Deliver
                  dynamodb:BatchGetItem Conversations
                  dynamodb:DeleteItem Connections
                  dynamodb:DescribeStream Connections.StreamArn
                  dynamodb:GetRecords Connections.StreamArn
                  dynamodb:GetShardIterator Connections.StreamArn
                  dynamodb:ListStreams Connections/stream/*
                  dynamodb:Query Conversations
                  dynamodb:Query Conversations/index/byActiveDay
                  dynamodb:Query Messages
                  dynamodb:UpdateItem Connections
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                  execute-api:ManageConnections Api/prod/GET/@connections/*
                  execute-api:ManageConnections Api/prod/POST/@connections/*
                  sqs:SendMessage DeliveryFailures
                  sqs:SendMessage Redelivery
                Redeliver
                  dynamodb:BatchGetItem Conversations
                  dynamodb:DeleteItem Connections
                  dynamodb:GetItem Connections
                  dynamodb:Query Conversations
                  dynamodb:Query Conversations/index/byActiveDay
                  dynamodb:Query Messages
                  dynamodb:UpdateItem Connections
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                  execute-api:ManageConnections Api/prod/GET/@connections/*
                  execute-api:ManageConnections Api/prod/POST/@connections/*
                  sqs:ChangeMessageVisibility Redelivery
                  sqs:DeleteMessage Redelivery
                  sqs:GetQueueAttributes Redelivery
                  sqs:ReceiveMessage Redelivery
                Settle
                  dynamodb:DescribeStream Messages.StreamArn
                  dynamodb:GetItem Conversations
                  dynamodb:GetItem Messages
                  dynamodb:GetItem TextBlocks
                  dynamodb:GetRecords Messages.StreamArn
                  dynamodb:GetShardIterator Messages.StreamArn
                  dynamodb:ListStreams Messages/stream/*
                  dynamodb:PutItem TextBlocks
                  dynamodb:Query Messages
                  dynamodb:UpdateItem Conversations
                  dynamodb:UpdateItem Messages
                  sqs:SendMessage SettleFailures
                BuildBlocks
                  dynamodb:DescribeStream Messages.StreamArn
                  dynamodb:GetItem Messages
                  dynamodb:GetItem TextBlocks
                  dynamodb:GetRecords Messages.StreamArn
                  dynamodb:GetShardIterator Messages.StreamArn
                  dynamodb:ListStreams Messages/stream/*
                  dynamodb:PutItem TextBlocks
                  dynamodb:Query Messages
                  sqs:SendMessage BlockFailures
                Announce
                  dynamodb:BatchGetItem Conversations
                  dynamodb:BatchGetItem Users
                  dynamodb:DeleteItem PresenceSubscriptions
                  dynamodb:DescribeStream Connections.StreamArn
                  dynamodb:GetRecords Connections.StreamArn
                  dynamodb:GetShardIterator Connections.StreamArn
                  dynamodb:ListStreams Connections/stream/*
                  dynamodb:Query Connections
                  dynamodb:Query PresenceSubscriptions
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                  execute-api:ManageConnections Api/prod/POST/@connections/*
                  sqs:SendMessage Announcement
                  sqs:SendMessage DeliveryFailures
                Reannounce
                  dynamodb:BatchGetItem Conversations
                  dynamodb:BatchGetItem Users
                  dynamodb:DeleteItem PresenceSubscriptions
                  dynamodb:Query Connections
                  dynamodb:Query PresenceSubscriptions
                  execute-api:ManageConnections Api/prod/DELETE/@connections/*
                  execute-api:ManageConnections Api/prod/POST/@connections/*
                  sqs:DeleteMessage Announcement
                  sqs:GetQueueAttributes Announcement
                  sqs:ReceiveMessage Announcement
                """;

        var actual =
                Arrays.stream(ChatFunction.values())
                        .map(function -> function.logicalId() + "\n" + permissions(function))
                        .collect(joining());

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void functionsWriteOnlyTheirOwnLog() {
        for (var function : ChatFunction.values()) {
            var logs = function.logicalId() + "Logs";

            assertThat(grants(function).filter(grant -> grant.startsWith("logs:")))
                    .containsExactlyInAnyOrder(
                            "logs:CreateLogStream " + logs, "logs:PutLogEvents " + logs);
        }
    }

    @Test
    void noPolicyHasAWildcardActionOrResource() {
        assertThat(template.allowStatements())
                .isNotEmpty()
                .allSatisfy(
                        statement -> {
                            assertThat(elements(statement.path("Action")).map(JsonNode::asText))
                                    .noneMatch(action -> action.contains("*"))
                                    .noneMatch(action -> action.endsWith(":Scan"));
                            assertThat(elements(statement.path("Resource")).map(r -> text(r)))
                                    .noneMatch(resource -> resource.equals("*"));
                        });
        assertThat(template.ofType("AWS::IAM::ManagedPolicy")).isEmpty();
        assertThat(template.ofType("AWS::IAM::Policy")).isEmpty();
    }

    @Test
    void noFunctionMayInvokeItselfInALoop() {
        for (var function : ChatFunction.values()) {
            assertThat(template.properties(function.logicalId()).path("RecursiveLoop").asText())
                    .isNotEqualTo("Allow");
        }
    }

    private JsonNode environment(ChatFunction function) {
        return template.properties(function.logicalId()).at("/Environment/Variables");
    }

    private String variables(ChatFunction function) {
        return environment(function).properties().stream()
                .map(variable -> " " + variable.getKey())
                .sorted()
                .collect(joining());
    }

    private String permissions(ChatFunction function) {
        return grants(function)
                .filter(grant -> !grant.startsWith("logs:"))
                .sorted()
                .map(grant -> "  " + grant + "\n")
                .collect(joining());
    }

    /// Returns every allowed action with its resource, without the prefix of ARNs.
    private Stream<String> grants(ChatFunction function) {
        var role = template.properties(function.logicalId() + "Role");
        assertThat(role.has("ManagedPolicyArns")).isFalse();
        return role.path("Policies")
                .valueStream()
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .flatMap(
                        statement ->
                                elements(statement.path("Action"))
                                        .flatMap(action -> on(action, statement)));
    }

    private static Stream<String> on(JsonNode action, JsonNode statement) {
        return elements(statement.path("Resource"))
                .map(resource -> text(resource).replaceFirst("^arn:.*:", "").replace(".Arn", ""))
                .map(resource -> action.asText() + " " + resource);
    }
}
