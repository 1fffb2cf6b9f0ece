package chat.infra;

import static chat.infra.SynthesizedTemplate.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// The two nested stacks of the web chat, and its resources in the chat stack.
final class WebStacksTest {
    private static final String CERTIFICATE =
            "arn:aws:acm:us-east-1:123456789012:certificate/0-1-2";
    private static final String SIGN_IN_PAGES =
            "https://chat-part 2 of AWS::StackId by /.auth.AWS::Region.amazoncognito.com";

    private static final SynthesizedTemplate STANDARD = SynthesizedTemplate.standard();

    /// A template with a custom domain, and an issuer whose token endpoint is on another host.
    private static SynthesizedTemplate own = STANDARD;

    @BeforeAll
    static void synthesize() {
        own =
                SynthesizedTemplate.synthesize(
                        Map.of(
                                "webDomain", "chat.example.com",
                                "webCertificateArn", CERTIFICATE,
                                "tokenIssuer", "https://id.example.com:8443/realms/chat",
                                "tokenAudience", "chat-app",
                                "tokenEndpoint", "https://token.example.com/token"));
    }

    @Test
    void onlyTheDistributionReadsTheFiles() {
        var hosting = hosting(STANDARD);
        var bucket = hosting.properties("Bucket");

        assertThat(bucket.path("PublicAccessBlockConfiguration").properties())
                .hasSize(4)
                .allMatch(access -> access.getValue().asBoolean());
        assertThat(bucket.findValuesAsText("SSEAlgorithm")).containsExactly("AES256");
        assertThat(hosting.resource("Bucket").path("DeletionPolicy").asText()).isEqualTo("Delete");
        assertThat(hosting.allowStatements())
                .filteredOn(statement -> statement.at("/Principal/AWS").isMissingNode())
                .filteredOn(statement -> !statement.path("Action").asText().startsWith("sts:"))
                .singleElement()
                .satisfies(
                        statement -> {
                            assertThat(statement.at("/Principal/Service").asText())
                                    .isEqualTo("cloudfront.amazonaws.com");
                            assertThat(statement.path("Action").asText()).isEqualTo("s3:GetObject");
                            assertThat(text(statement.at("/Condition/StringEquals/AWS:SourceArn")))
                                    .endsWith(":distribution/Distribution");
                        });
        assertThat(STANDARD.ofType("AWS::S3::Bucket")).isEmpty();
    }

    @Test
    void filesAreServedOverHttpsAndCachedAsTheirHeadersSpecify() {
        var distribution = hosting(STANDARD).properties("Distribution").path("DistributionConfig");

        assertThat(distribution.path("DefaultRootObject").asText()).isEqualTo("index.html");
        assertThat(distribution.at("/DefaultCacheBehavior/ViewerProtocolPolicy").asText())
                .isEqualTo("redirect-to-https");
        // AWS's managed policy `CachingOptimized`: at least 1 s, then as `Cache-Control` specifies.
        assertThat(distribution.at("/DefaultCacheBehavior/CachePolicyId").asText())
                .isEqualTo("658327ea-f89d-4fab-a63d-7e88639e58f6");
        assertThat(distribution.has("Aliases")).isFalse();
    }

    @Test
    void theContentPolicyAllowsOnlyTheChatAndTheSignIn() {
        assertThat(policy(STANDARD))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                                + " connect-src 'self' Api.ApiEndpoint"
                                + " https://cognito-idp.AWS::Region.AWS::URLSuffix/UserPool"
                                + "/.well-known/openid-configuration "
                                + SIGN_IN_PAGES
                                + "/oauth2/token; manifest-src 'self'; worker-src 'self';"
                                + " require-trusted-types-for 'script'; trusted-types"
                                + " service-worker; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'");
        assertThat(policy(own))
                .contains(
                        "connect-src 'self' Api.ApiEndpoint https://id.example.com:8443/realms/chat"
                                + "/.well-known/openid-configuration"
                                + " https://token.example.com/token;");
    }

    @Test
    void everyResponseHasTheSecurityHeaders() {
        var hosting = hosting(STANDARD);
        var headers =
                hosting.only("AWS::CloudFront::ResponseHeadersPolicy", policy -> true)
                        .path("ResponseHeadersPolicyConfig");

        assertThat(
                        text(
                                hosting.properties("Distribution")
                                        .at(
                                                "/DistributionConfig/DefaultCacheBehavior/ResponseHeadersPolicyId")))
                .isEqualTo(
                        hosting.ofType("AWS::CloudFront::ResponseHeadersPolicy")
                                .keySet()
                                .iterator()
                                .next());
        assertThat(headers.path("SecurityHeadersConfig").properties())
                .hasSize(5)
                .allMatch(header -> header.getValue().path("Override").asBoolean());
        assertThat(headers.findValuesAsText("FrameOption")).containsExactly("DENY");
        assertThat(headers.findValuesAsText("Header"))
                .containsExactly("Cross-Origin-Resource-Policy", "Permissions-Policy");
    }

    @Test
    void usersSignInWithTheCodeFlowAndReturnToThePage() {
        var client = STANDARD.properties("UserPoolClient");
        var page = text(STANDARD.json().at("/Outputs/WebChatUrl/Value"));

        assertThat(page).matches("https://WebHosting\\w+\\.Outputs\\.\\w+DomainName/");
        assertThat(text(client.at("/CallbackURLs/0"))).isEqualTo(page);
        assertThat(client.path("CallbackURLs")).hasSize(1);
        assertThat(client.path("AllowedOAuthFlows").toString()).isEqualTo("[\"code\"]");
        assertThat(client.path("AllowedOAuthScopes").toString()).isEqualTo("[\"openid\"]");
        assertThat(client.path("GenerateSecret").asBoolean(true)).isFalse();
        assertThat(
                        "https://"
                                + text(STANDARD.properties("UserPoolDomain").path("Domain"))
                                + ".auth.AWS::Region.amazoncognito.com")
                .isEqualTo(SIGN_IN_PAGES);
        assertThat(text(STANDARD.properties("UserPoolBranding").path("ClientId")))
                .isEqualTo("UserPoolClient");
    }

    @Test
    void theConfigurationIsWrittenAtDeployment() {
        assertThat(configuration(STANDARD))
                .isEqualTo(
                        "{\"oidc\":{\"clientId\":\"UserPoolClient\",\"issuer\":"
                                + "\"https://cognito-idp.AWS::Region.AWS::URLSuffix/UserPool\"},"
                                + "\"webSocketUrl\":\"Api.ApiEndpoint/prod\"}");
        assertThat(configuration(own))
                .contains(
                        "{\"clientId\":\"chat-app\","
                                + "\"issuer\":\"https://id.example.com:8443/realms/chat\"}");
    }

    @Test
    void thePageIsUploadedAfterItsFilesWhichAreNeverDeleted() {
        var content = STANDARD.nested("WebContent");
        var named = upload(content, "Named");
        var entry = upload(content, "Entry");

        assertThat(named.at("/Properties/SystemMetadata/cache-control").asText())
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(named.at("/Properties/Exclude").toString())
                .isEqualTo("[\"index.html\",\"service-worker.js\"]");
        assertThat(entry.at("/Properties/SystemMetadata/cache-control").asText())
                .isEqualTo("no-cache");
        assertThat(entry.at("/Properties/Include").toString())
                .isEqualTo("[\"index.html\",\"service-worker.js\",\"config.json\"]");
        assertThat(entry.path("DependsOn").valueStream().map(JsonNode::asText))
                .anyMatch(resource -> resource.startsWith("NamedCustomResource"));
        for (var upload : new JsonNode[] {named, entry}) {
            assertThat(upload.at("/Properties/Prune").asBoolean(true)).isFalse();
        }
        assertThat(content.ofType("AWS::Logs::LogGroup").values())
                .allMatch(logs -> logs.path("RetentionInDays").asInt() == 30);
    }

    @Test
    void theWebChatMayHaveItsOwnDomain() {
        var distribution = hosting(own).properties("Distribution").path("DistributionConfig");

        assertThat(text(own.json().at("/Outputs/WebChatUrl/Value")))
                .isEqualTo("https://chat.example.com/");
        assertThat(text(own.json().at("/Outputs/WebChatDistribution/Value")))
                .endsWith("DomainName");
        assertThat(distribution.path("Aliases").toString()).isEqualTo("[\"chat.example.com\"]");
        assertThat(distribution.at("/ViewerCertificate/AcmCertificateArn").asText())
                .isEqualTo(CERTIFICATE);
        assertThat(distribution.at("/ViewerCertificate/MinimumProtocolVersion").asText())
                .isEqualTo("TLSv1.2_2021");
    }

    @Test
    void theWebChatIsOptional() {
        var without = SynthesizedTemplate.synthesize(Map.of("webChat", "false"));

        assertThat(without.nestedStacks()).isEmpty();
        assertThat(without.ofType("AWS::CloudFormation::Stack")).isEmpty();
        assertThat(without.ofType("AWS::Cognito::UserPoolDomain")).isEmpty();
        assertThat(without.properties("UserPoolClient").has("CallbackURLs")).isFalse();
        assertThat(without.json().path("Outputs").has("WebChatUrl")).isFalse();
    }

    private static SynthesizedTemplate hosting(SynthesizedTemplate template) {
        return template.nested("WebHosting");
    }

    private static String policy(SynthesizedTemplate template) {
        var policy =
                hosting(template)
                        .only("AWS::CloudFront::ResponseHeadersPolicy", resource -> true)
                        .at(
                                "/ResponseHeadersPolicyConfig/SecurityHeadersConfig"
                                        + "/ContentSecurityPolicy/ContentSecurityPolicy");
        return template.nestedText("WebHosting", policy);
    }

    /// Returns `config.json` as uploaded, with each placeholder replaced by its value.
    private static String configuration(SynthesizedTemplate template) {
        var entry = upload(template.nested("WebContent"), "Entry");
        var configuration = template.webConfiguration();
        for (var mark : entry.at("/Properties/SourceMarkers/1").properties()) {
            configuration =
                    configuration.replace(
                            mark.getKey(), template.nestedText("WebContent", mark.getValue()));
        }
        return configuration;
    }

    private static JsonNode upload(SynthesizedTemplate content, String id) {
        return content.json().path("Resources").properties().stream()
                .filter(resource -> resource.getKey().startsWith(id + "CustomResource"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
