package chat.aws;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

import java.net.URI;
import java.util.Optional;

/// A container of LocalStack, if there is Docker. It gets this process's `LOCALSTACK_AUTH_TOKEN`,
/// which images newer than [#IMAGE] need. `-Dchat.localstack.image` names such an image.
///
/// @see <a href="https://docs.localstack.cloud/aws/getting-started/auth-token/">Auth token</a>
final class LocalStack implements AutoCloseable {
    /// The last image that does not need a token.
    static final String IMAGE = "localstack/localstack:4.14.0";

    static final String NOT_TESTED =
            "LOCALSTACK IS NOT TESTED: there is no Docker. The contracts of the adapters need it,"
                    + " or an emulator at -Dchat.endpoint=URL.";

    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    private final Optional<LocalStackContainer> container;

    private LocalStack(Optional<LocalStackContainer> container) {
        this.container = container;
    }

    /// Starts the container, or reports that there is no Docker.
    static LocalStack start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.err.println("\n*** " + NOT_TESTED + "\n");
            return new LocalStack(Optional.empty());
        }
        var image =
                DockerImageName.parse(System.getProperty("chat.localstack.image", IMAGE))
                        .asCompatibleSubstituteFor("localstack/localstack");
        var container = new LocalStackContainer(image);
        Optional.ofNullable(System.getenv(TOKEN))
                .ifPresent(token -> container.withEnv(TOKEN, token));
        container.start();
        return new LocalStack(Optional.of(container));
    }

    /// The address of all services; empty if there is no Docker.
    Optional<URI> uri() {
        return container.map(LocalStackContainer::getEndpoint);
    }

    @Override
    public void close() {
        container.ifPresent(LocalStackContainer::close);
    }
}
