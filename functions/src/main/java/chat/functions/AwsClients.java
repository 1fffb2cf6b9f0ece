package chat.functions;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.time.Duration;

/// The AWS clients of one function, over one connection pool.
///
/// On AWS the SDK finds the region and the credentials by itself (with SnapStart the environment
/// has no access keys). If the environment names an endpoint for a service, as the local runtime
/// does, the client uses that endpoint and the credentials of the environment.
final class AwsClients {
    /// A call takes a few milliseconds. The timeout keeps a lost call from using up the request's
    /// time.
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    private static final int CONNECTIONS_MAX = 200;

    private final Variables variables;
    private final SdkHttpClient http;

    AwsClients(Variables variables) {
        this.variables = variables;
        this.http =
                new AbortedCalls(
                        Apache5HttpClient.builder()
                                .maxConnections(CONNECTIONS_MAX)
                                .connectionTimeout(ATTEMPT_TIMEOUT)
                                .build());
    }

    /// Closes the connection pool. The clients cannot be used afterwards.
    void close() {
        http.close();
    }

    DynamoDbClient dynamoDb() {
        var builder = DynamoDbClient.builder().httpClient(http);
        variables.address("AWS_ENDPOINT_URL_DYNAMODB").ifPresent(builder::endpointOverride);
        return configured(builder).overrideConfiguration(AwsClients::limit).build();
    }

    SqsClient sqs() {
        var builder = SqsClient.builder().httpClient(http);
        variables.address("AWS_ENDPOINT_URL_SQS").ifPresent(builder::endpointOverride);
        return configured(builder).overrideConfiguration(AwsClients::limit).build();
    }

    /// Makes one attempt of at most a second. The redelivery queue handles slow sockets.
    ApiGatewayManagementApiClient connections() {
        return configured(ApiGatewayManagementApiClient.builder().httpClient(http))
                .endpointOverride(URI.create(variables.required("CALLBACK_URL")))
                .overrideConfiguration(
                        c ->
                                c.apiCallTimeout(ATTEMPT_TIMEOUT)
                                        .retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static void limit(ClientOverrideConfiguration.Builder configuration) {
        configuration.apiCallAttemptTimeout(ATTEMPT_TIMEOUT).apiCallTimeout(CALL_TIMEOUT);
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
        builder.region(Region.of(variables.required("AWS_REGION")));
        if (variables.address("AWS_ENDPOINT_URL_DYNAMODB").isPresent()) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(
                                    variables.required("AWS_ACCESS_KEY_ID"),
                                    variables.required("AWS_SECRET_ACCESS_KEY"))));
        }
        return builder;
    }
}
