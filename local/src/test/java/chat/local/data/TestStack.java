package chat.local.data;

import chat.local.template.Endpoints;
import chat.local.template.EventSourceMapping;
import chat.local.template.Stack;
import chat.local.template.TestAssembly;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// The stack of [TestAssembly] on a running backend.
public final class TestStack {
    private TestStack() {}

    /// Loads the stack for the backend, with only these mappings, and creates its tables and
    /// queues.
    public static Stack create(Path directory, TestBackend backend, String... mappings) {
        Stack stack = TestAssembly.in(directory).load(endpoints(backend));
        backend.backend().create(stack);
        return withMappings(stack, mappings);
    }

    /// The endpoints of the backend.
    public static Endpoints endpoints(TestBackend backend) {
        URI nowhere = URI.create("http://127.0.0.1:1");
        return new Endpoints(backend.uri(), backend.uri(), nowhere, nowhere);
    }

    /// The stack with only these of its mappings.
    public static Stack withMappings(Stack stack, String... ids) {
        List<String> wanted = List.of(ids);
        List<EventSourceMapping> mappings =
                stack.mappings().stream().filter(m -> wanted.contains(m.id())).toList();
        return withMappings(stack, mappings);
    }

    /// The stack with these mappings instead of its own.
    public static Stack withMappings(Stack stack, List<EventSourceMapping> mappings) {
        return new Stack(
                stack.name(),
                stack.apis(),
                stack.functions(),
                stack.tables(),
                stack.queues(),
                mappings,
                stack.access(),
                stack.userPoolClient());
    }

    /// A client that signs as the function `Worker`.
    public static DynamoDbClient dynamoDb(TestBackend backend) {
        return DynamoDbClient.builder()
                .endpointOverride(backend.uri())
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("LOCALWorker", "local")))
                .build();
    }
}
