package chat.functions;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;

/// An HTTP client whose aborted calls always fail with an `IOException`.
///
/// If the SDK's timeout aborts a call of Apache's client before the call has a connection, the call
/// can fail with a `CancellationException`. The SDK does not recognize that as its own timeout, so
/// it would pass it on without another attempt.
final class AbortedCalls implements SdkHttpClient {
    private final SdkHttpClient client;

    /// @param client closed by [#close]
    AbortedCalls(SdkHttpClient client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(client.prepareRequest(request));
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    private record Call(ExecutableHttpRequest request) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return request.call();
            } catch (CancellationException aborted) {
                var failure = new InterruptedIOException("aborted before it had a connection");
                failure.initCause(aborted);
                throw failure;
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
