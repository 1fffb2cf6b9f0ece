package chat.aws;

import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.util.Optional;

/// An emulator of AWS on which the adapters pass their contracts. JUnit's configuration parameter
/// or system property `chat.endpoint` names it: a URL, or `localstack` for a container of
/// [LocalStack].
///
/// The tests create tables and queues with unique names, and delete them.
public record AwsEndpoint(URI uri) {
    /// The configuration parameter, and the system property.
    public static final String PROPERTY = "chat.endpoint";

    private static final String LOCALSTACK = "localstack";
    private static final Namespace NAMESPACE = Namespace.create(AwsEndpoint.class);

    /// Returns the endpoint of this test run, which the first call starts if it is LocalStack.
    ///
    /// @return empty if the property is not set
    /// @throws org.opentest4j.TestAbortedException if LocalStack cannot run, because there is no
    ///   Docker
    public static Optional<AwsEndpoint> of(ExtensionContext context) {
        var wanted = context.getConfigurationParameter(PROPERTY).filter(url -> !url.isBlank());
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        if (!wanted.get().equals(LOCALSTACK)) {
            return Optional.of(new AwsEndpoint(URI.create(wanted.get())));
        }
        var localStack =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(
                                LocalStack.class, _ -> LocalStack.start(), LocalStack.class);
        return Optional.of(
                localStack
                        .uri()
                        .map(AwsEndpoint::new)
                        .orElseGet(() -> abort(LocalStack.NOT_TESTED)));
    }

    /// Returns a client of DynamoDB.
    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    /// Returns a client of DynamoDB Streams.
    public DynamoDbStreamsClient streams() {
        return configured(DynamoDbStreamsClient.builder())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    /// Returns a client of SQS.
    public SqsClient sqs() {
        return configured(SqsClient.builder())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
        return builder.endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")));
    }
}
