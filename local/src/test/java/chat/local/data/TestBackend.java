package chat.local.data;

import chat.local.http.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A running backend on a port of its own.
public final class TestBackend implements AutoCloseable {
    private final HttpServer server;
    private final Backend backend;

    private TestBackend(HttpServer server, Backend backend) {
        this.server = server;
        this.backend = backend;
    }

    /// Starts a backend in memory without metering.
    public static TestBackend start() {
        return start(Optional.empty(), (_, _, _, _) -> {});
    }

    /// Starts a backend.
    public static TestBackend start(Optional<Path> dataDirectory, CapacityListener listener) {
        try {
            var server = HttpServer.open(0);
            var backend = Backend.start(dataDirectory, listener);
            server.serve(List.of(backend.endpoint()), (_, _, _) -> false);
            return new TestBackend(server, backend);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The backend itself.
    public Backend backend() {
        return backend;
    }

    /// The address for clients of DynamoDB and SQS.
    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
        backend.close();
    }
}
