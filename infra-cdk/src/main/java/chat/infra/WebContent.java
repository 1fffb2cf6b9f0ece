package chat.infra;

import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.NestedStackProps;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.deployment.BucketDeployment;
import software.amazon.awscdk.services.s3.deployment.CacheControl;
import software.amazon.awscdk.services.s3.deployment.ISource;
import software.amazon.awscdk.services.s3.deployment.Source;
import software.constructs.Construct;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The web chat's files, and the configuration by which they find this chat: `config.json`, as
/// `client/web/src/session/config.ts` reads it.
final class WebContent extends NestedStack {
    /// What a browser loads first.
    static final String PAGE = "index.html";

    private final Bucket bucket;
    private final LogGroup logs;

    /// @param folder the built web chat
    /// @param bucket where its files go
    /// @param configuration what becomes `config.json`
    WebContent(
            Construct scope,
            String id,
            Path folder,
            Bucket bucket,
            Map<String, Object> configuration,
            RetentionDays logRetention) {
        super(
                scope,
                id,
                NestedStackProps.builder()
                        .description("Serverless Chat: the web chat's files and configuration")
                        .build());
        this.bucket = bucket;
        logs =
                LogGroup.Builder.create(this, "Logs")
                        .retention(logRetention)
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        var files = Source.asset(folder.toString());
        var named =
                upload("Named", List.of(files))
                        .exclude(List.of(PAGE))
                        .cacheControl(
                                List.of(
                                        CacheControl.fromString(
                                                "public, max-age=31536000, immutable")))
                        .build();
        var entry =
                upload("Entry", List.of(files, Source.jsonData("config.json", configuration)))
                        .exclude(List.of("*"))
                        .include(List.of(PAGE, "config.json"))
                        .cacheControl(List.of(CacheControl.noCache()))
                        .build();
        // The page never names a file that is not there yet.
        entry.getNode().addDependency(named);
    }

    /// Files of earlier deployments stay, for whoever has just loaded their page.
    private BucketDeployment.Builder upload(String id, List<ISource> sources) {
        return BucketDeployment.Builder.create(this, id)
                .destinationBucket(bucket)
                .sources(sources)
                .prune(false)
                .logGroup(logs);
    }
}
