package chat.infra;

import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.NestedStackProps;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.deployment.BucketDeployment;
import software.amazon.awscdk.services.s3.deployment.CacheControl;
import software.amazon.awscdk.services.s3.deployment.ISource;
import software.amazon.awscdk.services.s3.deployment.Source;
import software.constructs.Construct;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The web chat's files and its `config.json`, which `client/web/src/session/config.ts` reads.
final class WebContent extends NestedStack {
    /// The file that a browser loads first.
    static final String PAGE = "index.html";

    /// The script that keeps the page on the device. A browser compares it to find a new version.
    private static final String WORKER = "service-worker.js";

    private final Bucket bucket;
    private final LogGroup logs;

    /// @param folder the built web chat
    /// @param bucket the bucket for its files
    /// @param configuration the content of `config.json`
    WebContent(
            Construct scope,
            String id,
            Path folder,
            Bucket bucket,
            Map<String, Object> configuration,
            LogSettings logSettings) {
        super(
                scope,
                id,
                NestedStackProps.builder()
                        .description("Serverless Chat: the web chat's files and configuration")
                        .build());
        this.bucket = bucket;
        logs = logSettings.group(this, "Logs", "Logs");
        var files = Source.asset(folder.toString());
        var named =
                upload("Named", List.of(files))
                        .exclude(List.of(PAGE, WORKER))
                        .cacheControl(
                                List.of(
                                        CacheControl.fromString(
                                                "public, max-age=31536000, immutable")))
                        .build();
        var entry =
                upload("Entry", List.of(files, Source.jsonData("config.json", configuration)))
                        .exclude(List.of("*"))
                        .include(List.of(PAGE, WORKER, "config.json"))
                        .cacheControl(List.of(CacheControl.noCache()))
                        .build();
        // Uploads the page last, so that it never names a missing file.
        entry.getNode().addDependency(named);
    }

    /// Keeps files of earlier deployments for browsers that have just loaded the earlier page.
    private BucketDeployment.Builder upload(String id, List<ISource> sources) {
        return BucketDeployment.Builder.create(this, id)
                .destinationBucket(bucket)
                .sources(sources)
                .prune(false)
                .logGroup(logs);
    }
}
