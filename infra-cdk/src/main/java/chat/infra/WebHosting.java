package chat.infra;

import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.NestedStackProps;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.S3OriginAccessControl;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOriginWithOACProps;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.constructs.Construct;

import java.util.List;
import java.util.Optional;

/// The hosting of the web chat: a private bucket behind CloudFront. It is created before the user
/// pool, which must know its address.
final class WebHosting extends NestedStack {
    private final Bucket bucket;
    private final Distribution distribution;
    private final Optional<String> domain;

    /// @param connectTo the origins the page may connect to, besides its own
    WebHosting(Construct scope, String id, WebSettings settings, List<String> connectTo) {
        super(
                scope,
                id,
                NestedStackProps.builder()
                        .description("Serverless Chat: where the web chat is served from")
                        .build());
        domain = settings.domain().map(Domain::name);
        bucket = bucket();
        distribution = distribution(settings, connectTo);
        LogicalId.set(bucket, "Bucket");
        LogicalId.set(distribution, "Distribution");
    }

    /// The address that a browser opens, with a slash at the end.
    String url() {
        return "https://" + domain.orElseGet(this::distributionDomain) + "/";
    }

    String distributionDomain() {
        return distribution.getDistributionDomainName();
    }

    /// The bucket of the page's files.
    Bucket files() {
        return bucket;
    }

    /// Only this distribution reads it. Every deployment uploads its whole content, so it is
    /// deleted with the stack.
    private Bucket bucket() {
        return Bucket.Builder.create(this, "Files")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .removalPolicy(RemovalPolicy.DESTROY)
                .autoDeleteObjects(true)
                .build();
    }

    private Distribution distribution(WebSettings settings, List<String> connectTo) {
        var builder =
                Distribution.Builder.create(this, "Web")
                        .comment("Serverless Chat: the web chat")
                        .defaultRootObject(WebContent.PAGE)
                        .httpVersion(HttpVersion.HTTP2_AND_3)
                        .defaultBehavior(
                                BehaviorOptions.builder()
                                        .origin(origin())
                                        .viewerProtocolPolicy(
                                                ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                                        .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                                        .compress(true)
                                        .responseHeadersPolicy(headers(connectTo))
                                        .build());
        settings.domain()
                .ifPresent(
                        own ->
                                builder.domainNames(List.of(own.name()))
                                        .certificate(
                                                Certificate.fromCertificateArn(
                                                        this, "Certificate", own.certificateArn()))
                                        .minimumProtocolVersion(
                                                SecurityPolicyProtocol.TLS_V1_2_2021));
        return builder.build();
    }

    private IOrigin origin() {
        var access =
                S3OriginAccessControl.Builder.create(this, "Access")
                        .originAccessControlName(UniqueName.of("web", this))
                        .build();
        return S3BucketOrigin.withOriginAccessControl(
                bucket, S3BucketOriginWithOACProps.builder().originAccessControl(access).build());
    }

    private ResponseHeadersPolicy headers(List<String> connectTo) {
        return ResponseHeadersPolicy.Builder.create(this, "Headers")
                .responseHeadersPolicyName(UniqueName.of("web", this))
                .securityHeadersBehavior(WebSecurity.headers(connectTo))
                .customHeadersBehavior(WebSecurity.furtherHeaders())
                .build();
    }
}
