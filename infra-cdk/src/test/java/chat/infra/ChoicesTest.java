package chat.infra;

import static chat.infra.SynthesizedTemplate.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

/// The effect of the settings on the template.
final class ChoicesTest {
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:on-call";

    private static final String CERTIFICATE =
            "arn:aws:acm:eu-central-1:123456789012:certificate/0-1-2";

    /// A template with every setting changed at once; the settings are independent.
    private static SynthesizedTemplate chosen = SynthesizedTemplate.standard();

    @BeforeAll
    static void synthesize() {
        chosen =
                synthesize(
                        Map.of(
                                "stackName", "chat-test",
                                "removal", "destroy",
                                "tokenIssuer", "https://id.example.com/realms/chat",
                                "tokenAudience", "chat-app",
                                "throttleRate", "100",
                                "throttleBurst", 50,
                                "logRetentionDays", "7",
                                "alarmTopicArn", TOPIC,
                                "detailedMetrics", "true",
                                "apiGatewayLogRole", "existing"),
                        Map.of(
                                "tableKey",
                                "managed",
                                "warmMessagesPerSecond",
                                5000,
                                "logClass",
                                "infrequent",
                                "systemLogLevel",
                                "warn",
                                "presenceConcurrency",
                                7,
                                "socketDomain",
                                "chat-api.example.com",
                                "socketCertificateArn",
                                CERTIFICATE));
    }

    private static SynthesizedTemplate synthesize(
            Map<String, Object> some, Map<String, Object> others) {
        var all = new HashMap<>(some);
        all.putAll(others);
        return SynthesizedTemplate.synthesize(all);
    }

    @Test
    void removalDestroyDeletesTheData() {
        var tables = chosen.ofType("AWS::DynamoDB::Table");

        assertThat(tables).hasSize(8);
        for (var table : tables.keySet()) {
            assertThat(chosen.resource(table).path("DeletionPolicy").asText()).isEqualTo("Delete");
            assertThat(chosen.properties(table).path("DeletionProtectionEnabled").asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void anotherIssuerReplacesTheUserPool() {
        var variables = chosen.properties("Authorizer").at("/Environment/Variables");

        assertThat(chosen.ofType("AWS::Cognito::UserPool")).isEmpty();
        assertThat(chosen.ofType("AWS::Cognito::UserPoolClient")).isEmpty();
        assertThat(variables.path("TOKEN_ISSUER").asText())
                .isEqualTo("https://id.example.com/realms/chat");
        assertThat(variables.path("TOKEN_AUDIENCE").asText()).isEqualTo("chat-app");
        assertThat(chosen.json().path("Outputs").has("UserPoolId")).isFalse();
    }

    @Test
    void theUserPoolIsRetainedAndItsClientsCannotWriteAPhoneNumber() {
        var standard = SynthesizedTemplate.standard();

        assertThat(standard.resource("UserPool").path("DeletionPolicy").asText())
                .isEqualTo("Retain");
        assertThat(standard.properties("UserPool").path("DeletionProtection").asText())
                .isEqualTo("ACTIVE");
        assertThat(standard.properties("UserPoolClient").path("WriteAttributes").toString())
                .isEqualTo("[\"email\",\"name\"]");
    }

    @Test
    void limitsLogsAndMetricsAreAsConfigured() {
        var settings = chosen.properties("Stage").path("DefaultRouteSettings");

        assertThat(settings.path("ThrottlingRateLimit").asInt()).isEqualTo(100);
        assertThat(settings.path("ThrottlingBurstLimit").asInt()).isEqualTo(50);
        assertThat(settings.path("DetailedMetricsEnabled").asBoolean()).isTrue();
        assertThat(chosen.ofType("AWS::Logs::LogGroup").values())
                .hasSize(19)
                .allMatch(group -> group.path("RetentionInDays").asInt() == 7);
    }

    /// The class of a log group cannot change, so one of another class needs another id.
    @Test
    void logsOfAnotherClassAreOtherGroups() {
        var groups = chosen.ofType("AWS::Logs::LogGroup");

        assertThat(groups.keySet()).allMatch(id -> id.endsWith("Infrequent"));
        assertThat(groups.values())
                .allMatch(
                        group -> group.path("LogGroupClass").asText().equals("INFREQUENT_ACCESS"));
        assertThat(SynthesizedTemplate.standard().ofType("AWS::Logs::LogGroup").values())
                .allMatch(group -> group.path("LogGroupClass").asText().equals("STANDARD"));
    }

    @Test
    void lambdasOwnLinesHaveTheChosenLevel() {
        var level = "/LoggingConfig/SystemLogLevel";

        assertThat(chosen.properties("Ack").at(level).asText()).isEqualTo("WARN");
        assertThat(SynthesizedTemplate.standard().properties("Ack").at(level).asText())
                .isEqualTo("INFO");
    }

    @Test
    void tablesMayBeEncryptedWithAKeyOfKms() {
        assertThat(chosen.ofType("AWS::DynamoDB::Table").values())
                .allMatch(table -> table.at("/SSESpecification/SSEEnabled").asBoolean());
    }

    /// A new table takes 4,000 writes a second by itself.
    @Test
    void theTablesOfMessagesAreWarmForTheChosenRate() {
        var units = "/WarmThroughput/WriteUnitsPerSecond";

        assertThat(chosen.properties("Messages").at(units).asInt()).isEqualTo(5_000);
        assertThat(chosen.properties("Conversations").at(units).asInt()).isEqualTo(20_000);
        assertThat(chosen.properties("Conversations").at("/WarmThroughput/ReadUnitsPerSecond"))
                .hasToString("15000");
        assertThat(chosen.properties("Users").has("WarmThroughput")).isFalse();
    }

    @Test
    void presenceTakesNoMoreConcurrencyThanChosen() {
        var property = "ReservedConcurrentExecutions";
        var mapping = "AnnouncementToReannounce";
        var scaling = "/ScalingConfig/MaximumConcurrency";
        var standard = SynthesizedTemplate.standard();

        assertThat(chosen.properties("Presence").path(property).asInt()).isEqualTo(7);
        assertThat(chosen.properties("Announce").path(property).asInt()).isEqualTo(7);
        assertThat(chosen.properties(mapping).at(scaling).asInt()).isEqualTo(7);
        assertThat(chosen.properties("Reannounce").has(property))
                .as("a reserved concurrency would fail batches that the mapping can hold back")
                .isFalse();
        assertThat(standard.ofType("AWS::Lambda::Function").values())
                .as("a new account can reserve none")
                .noneMatch(function -> function.has(property));
        assertThat(standard.properties(mapping).at(scaling).asInt()).isEqualTo(20);
    }

    @Test
    void theSocketMayHaveADomainOfItsOwn() {
        var domain = chosen.properties("SocketDomain");
        var mapping = chosen.properties("SocketDomainMapping");
        var outputs = chosen.json().path("Outputs");

        assertThat(domain.path("DomainName").asText()).isEqualTo("chat-api.example.com");
        assertThat(domain.at("/DomainNameConfigurations/0/CertificateArn").asText())
                .isEqualTo(CERTIFICATE);
        assertThat(domain.at("/DomainNameConfigurations/0/SecurityPolicy").asText())
                .isEqualTo("TLS_1_2");
        assertThat(text(mapping.path("ApiId"))).isEqualTo("Api");
        assertThat(text(mapping.path("DomainName"))).isEqualTo("SocketDomain");
        assertThat(mapping.path("Stage").asText()).isEqualTo("prod");
        assertThat(chosen.resource("SocketDomainMapping").path("DependsOn").toString())
                .contains("\"Stage\"");
        assertThat(outputs.at("/WebSocketUrl/Value").asText())
                .isEqualTo("wss://chat-api.example.com");
        assertThat(text(outputs.at("/WebSocketDomainTarget/Value")))
                .isEqualTo("SocketDomain.RegionalDomainName");
        assertThat(text(outputs.at("/WebSocketDomainZone/Value")))
                .isEqualTo("SocketDomain.RegionalHostedZoneId");
        assertThat(chosen.webConfiguration()).contains("\"wss://chat-api.example.com\"");
    }

    @Test
    void functionsPushThroughTheAddressOfTheApiEvenWithADomain() {
        assertThat(text(chosen.properties("Ack").at("/Environment/Variables/CALLBACK_URL")))
                .isEqualTo("https://Api.execute-api.AWS::Region.AWS::URLSuffix/prod");
    }

    @Test
    void usersSignUpThemselvesAndNeedNoSecondFactorUnlessChosen() {
        var closed =
                SynthesizedTemplate.synthesize(Map.of("selfSignUp", "false", "mfa", "required"))
                        .properties("UserPool");
        var standard = SynthesizedTemplate.standard().properties("UserPool");
        var adminOnly = "/AdminCreateUserConfig/AllowAdminCreateUserOnly";

        assertThat(closed.at(adminOnly).asBoolean()).isTrue();
        assertThat(closed.path("MfaConfiguration").asText()).isEqualTo("ON");
        assertThat(closed.path("EnabledMfas").toString()).isEqualTo("[\"SOFTWARE_TOKEN_MFA\"]");
        assertThat(standard.at(adminOnly).asBoolean(true)).isFalse();
        assertThat(standard.path("MfaConfiguration").asText("OFF")).isEqualTo("OFF");
    }

    @Test
    void everyResourceHasATagForTheBill() {
        assertThat(chosen.tags()).isEqualTo(Map.of("ServerlessChat", "chat-test"));
        assertThat(SynthesizedTemplate.standard().tags())
                .isEqualTo(Map.of("ServerlessChat", "ServerlessChat"));
    }

    @Test
    void everyAlarmNotifiesTheTopic() {
        assertThat(chosen.ofType("AWS::CloudWatch::Alarm").values())
                .isNotEmpty()
                .allMatch(alarm -> text(alarm.at("/AlarmActions/0")).equals(TOPIC))
                .allMatch(alarm -> text(alarm.at("/OKActions/0")).equals(TOPIC));
    }

    @Test
    void theAccountsLogRoleIsSetOnlyIfConfigured() {
        var account = "AWS::ApiGateway::Account";

        assertThat(chosen.ofType(account)).isEmpty();
        assertThat(SynthesizedTemplate.standard().ofType(account)).hasSize(1);
    }
}
