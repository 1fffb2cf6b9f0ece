package chat.infra;

import software.amazon.awscdk.services.apigatewayv2.CfnApiMapping;
import software.amazon.awscdk.services.apigatewayv2.CfnDomainName;
import software.amazon.awscdk.services.apigatewayv2.CfnDomainName.DomainNameConfigurationProperty;
import software.constructs.Construct;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The operator's own domain for the WebSocket API. Clients connect to `wss://DOMAIN`, without the
/// stage. API Gateway's address stays open, because the functions push through it.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html">Custom
///   domain names for WebSocket APIs</a>
final class SocketDomain extends Construct {
    /// API Gateway accepts certificates of its own Region only.
    private static final Pattern CERTIFICATE =
            Pattern.compile("arn:aws[a-z-]*:acm:([a-z0-9-]+):[0-9]{12}:certificate/[A-Za-z0-9-]+");

    private final CfnDomainName created;

    /// @param stage which must exist before it is mapped
    SocketDomain(Construct scope, String id, Domain domain, String apiId, ChatStage stage) {
        super(scope, id);
        created =
                CfnDomainName.Builder.create(this, "Name")
                        .domainName(domain.name())
                        .domainNameConfigurations(
                                List.of(
                                        DomainNameConfigurationProperty.builder()
                                                .certificateArn(domain.certificateArn())
                                                .endpointType("REGIONAL")
                                                .securityPolicy("TLS_1_2")
                                                .build()))
                        .build();
        created.overrideLogicalId("SocketDomain");
        var mapping =
                CfnApiMapping.Builder.create(this, "Mapping")
                        .apiId(apiId)
                        .domainName(created.getRef())
                        .stage(ChatStage.NAME)
                        .build();
        mapping.overrideLogicalId("SocketDomainMapping");
        mapping.getNode().addDependency(stage);
    }

    /// Reads `socketDomain` and `socketCertificateArn`.
    static Optional<Domain> of(Context context) {
        String certificate = "socketCertificateArn";
        return Domain.of(
                context,
                "socketDomain",
                certificate,
                context.inRegion(certificate, CERTIFICATE, "the ARN of a certificate"));
    }

    /// The name that the domain's alias record points to.
    String target() {
        return created.getAttrRegionalDomainName();
    }

    /// The hosted zone of [#target()], which Route 53 asks for.
    String hostedZone() {
        return created.getAttrRegionalHostedZoneId();
    }
}
