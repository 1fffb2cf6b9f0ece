package chat.infra;

import static chat.infra.SynthesizedTemplate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

import java.util.Map;

/// The settings of the stack, their validation and their effect on the template.
final class SettingsTest {
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:on-call";

    /// A template with every setting changed at once; the settings are independent.
    private static SynthesizedTemplate chosen = SynthesizedTemplate.standard();

    @BeforeAll
    static void synthesize() {
        chosen =
                SynthesizedTemplate.synthesize(
                        Map.of(
                                "stackName", "chat-test",
                                "removal", "destroy",
                                "tokenIssuer", "https://id.example.com/realms/chat",
                                "tokenAudience", "chat-app",
                                "throttleRate", "100",
                                "throttleBurst", 50,
                                "logRetentionDays", "7",
                                "alarmTopicArn", TOPIC,
                                "detailedMetrics", "false",
                                "apiGatewayLogRole", "existing"));
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
        assertThat(settings.path("DetailedMetricsEnabled").asBoolean(true)).isFalse();
        assertThat(chosen.ofType("AWS::Logs::LogGroup").values())
                .hasSize(19)
                .allMatch(group -> group.path("RetentionInDays").asInt() == 7);
    }

    @Test
    void limitsOfUsersAreAsConfigured() {
        var limits =
                settings(
                                Map.of(
                                        "userMessageBurst", "10",
                                        "userMessagesPerSecond", "2",
                                        "lookupsPerHour", "7",
                                        "frameBurst", "9",
                                        "framesPerSecond", "3"))
                        .limits();

        assertThat(limits.variable())
                .isEqualTo(
                        "MESSAGES=10,7200 MESSAGES_TO_PEER=300,36000 REACTIONS=120,7200"
                            + " NEW_CONVERSATIONS=60,60 LOOKUPS=7,7 PROFILE_CHANGES=60,60"
                            + " SETTINGS_CHANGES=600,600 SEARCHES=60,180 PRESENCE_WATCHES=2000,2000"
                            + " TYPING=20,7200 FRAMES=9,10800 FRAME_ITEMS=1000,180000");
    }

    @Test
    void redeliveryConcurrencyIsAsConfigured() {
        assertThat(settings(Map.of("redeliveryConcurrency", "50")).redeliveryConcurrency())
                .isEqualTo(50);
    }

    @Test
    void everyAlarmNotifiesTheTopic() {
        assertThat(chosen.ofType("AWS::CloudWatch::Alarm").values())
                .isNotEmpty()
                .allMatch(alarm -> text(alarm.at("/AlarmActions/0")).equals(TOPIC));
    }

    @Test
    void theAccountsLogRoleIsSetOnlyIfConfigured() {
        var account = "AWS::ApiGateway::Account";

        assertThat(chosen.ofType(account)).isEmpty();
        assertThat(SynthesizedTemplate.standard().ofType(account)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "removal, delete, must be retain or destroy",
        "tokenIssuer, http://id.example.com, must be the issuer",
        "tokenIssuer, https://id.example.com/, must be the issuer",
        "throttleRate, 0, 'must be a whole number, 1 to'",
        "throttleBurst, many, 'must be a whole number, 1 to'",
        "userMessageBurst, 0, 'must be a whole number, 1 to'",
        "pairMessagesPerSecond, 1001, 'must be a whole number, 1 to 1000'",
        "lookupsPerHour, -1, 'must be a whole number, 1 to'",
        "redeliveryConcurrency, 1, 'must be a whole number, 2 to 1000'",
        "'logRetentionDays', 8, 'must be 1, 7, 14, 30, 90, 180 or 365'",
        "alarmTopicArn, on-call, must be the ARN of an SNS topic",
        "detailedMetrics, yes, must be true or false",
        "stackName, 1st, must be a letter",
        "apiGatewayLogRole, none, must be create or existing",
        "webChat, no, must be true or false",
        "webDomain, https://chat.example.com, must be a domain",
        "webDomain, chat, must be a domain",
        "webCertificateArn, arn:aws:acm:eu-west-1:123456789012:certificate/1, must be the ARN of a"
                + " certificate in us-east-1",
        "tokenEndpoint, https://token.example.com/token?tenant=1, must be an address without a"
                + " query",
    })
    void theErrorNamesTheSettingWithAnInvalidValue(String key, String value, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of(key, value)))
                .withMessageContaining(key + "=" + value)
                .withMessageContaining(rule);
    }

    @Test
    void issuerAndAudienceMustBeSetTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("tokenAudience", "chat-app")))
                .withMessageContaining("give both");
    }

    @Test
    void domainAndCertificateMustBeSetTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("webDomain", "chat.example.com")))
                .withMessageContaining("give both");
    }

    @Test
    void aDomainWithoutAWebChatIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                settings(
                                        Map.of(
                                                "webChat", "false",
                                                "webDomain", "chat.example.com",
                                                "webCertificateArn",
                                                        "arn:aws:acm:us-east-1:123456789012"
                                                                + ":certificate/0-1-2")))
                .withMessageContaining("webChat=false: leave out webDomain");
    }

    @Test
    void aTokenEndpointRequiresAnIssuer() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> settings(Map.of("tokenEndpoint", "https://token.example.com/token")))
                .withMessageContaining("only with tokenIssuer");
    }

    private static Settings settings(Map<String, Object> context) {
        return Settings.of(new App(AppProps.builder().context(context).build()).getNode());
    }
}
