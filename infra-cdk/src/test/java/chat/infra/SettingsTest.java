package chat.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

import java.util.Map;
import java.util.Optional;

/// The settings of the stack, and the errors of wrong ones.
final class SettingsTest {
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
        assertThat(settings(Map.of("redeliveryConcurrency", "50")).concurrency().redelivery())
                .isEqualTo(50);
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
        "detailedMetrics, yes, must be false or true",
        "tableKey, mine, must be owned or managed",
        "logClass, cheap, must be standard or infrequent",
        "systemLogLevel, error, 'must be info, warn or debug'",
        "warmMessagesPerSecond, 999, 'must be a whole number, 1000 to 100000'",
        "presenceConcurrency, 1, 'must be a whole number, 2 to 1000'",
        "selfSignUp, no, must be true or false",
        "mfa, sms, 'must be off, optional or required'",
        "socketDomain, wss://chat.example.com, must be a domain",
        "socketCertificateArn, none, must be the ARN of a certificate",
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
    void aDomainOfTheSocketNeedsItsCertificate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("socketDomain", "chat.example.com")))
                .withMessageContaining("socketDomain and socketCertificateArn: give both");
    }

    @Test
    void choicesOfTheUserPoolAreRejectedWithAnotherIssuer() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                settings(
                                        Map.of(
                                                "tokenIssuer", "https://id.example.com",
                                                "tokenAudience", "chat-app",
                                                "mfa", "optional")))
                .withMessageContaining("leave out selfSignUp and mfa");
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
        return Settings.of(
                new App(AppProps.builder().context(context).build()).getNode(), Optional.empty());
    }
}
