package chat.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lambda's `Invoke`, synchronous, for functions without a route or event source. Serves `aws
/// lambda invoke --endpoint-url`. A name may end with a colon and an alias or version, which is
/// ignored. Signatures are not verified, because the runtime serves the local machine only.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
public final class InvokeEndpoint implements Endpoint {
    private static final Pattern PATH =
            Pattern.compile("/2015-03-31/functions/([A-Za-z0-9_-]+)(:[^/]*)?/invocations");
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /// 6 MB, Lambda's limit of a synchronous invocation.
    private static final int PAYLOAD_BYTES_MAX = 6_291_456;

    private final Invoker invoker;

    /// @param invoker runs the functions
    public InvokeEndpoint(Invoker invoker) {
        this.invoker = invoker;
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        var path = PATH.matcher(request.path());
        if (!request.method().equals("POST") || !path.matches()) {
            return Optional.empty();
        }
        String type = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
        if (!type.equals("RequestResponse")) {
            return Optional.of(
                    error(
                            BAD_REQUEST,
                            "InvalidParameterValueException",
                            "only RequestResponse is supported locally"));
        }
        int bytes = request.body().getBytes(UTF_8).length;
        if (bytes > PAYLOAD_BYTES_MAX) {
            return Optional.of(
                    error(
                            413,
                            "RequestEntityTooLargeException",
                            "%d byte payload is too large for the RequestResponse invocation type (limit %d bytes)"
                                    .formatted(bytes, PAYLOAD_BYTES_MAX)));
        }
        String event = request.body().isEmpty() ? "{}" : request.body();
        return Optional.of(answer(path.group(1), event));
    }

    private HttpResponse answer(String name, String event) {
        return switch (invoker.invoke(name, event)) {
            case InvocationResult.Returned(String payload) -> HttpResponse.json(200, payload);
            case InvocationResult.Failed(String type, String message) -> failed(type, message);
            case InvocationResult.TimedOut() ->
                    failed("Sandbox.Timedout", "the function timed out");
            case InvocationResult.NotFound() ->
                    error(NOT_FOUND, "ResourceNotFoundException", "Function not found: " + name);
        };
    }

    /// A failed function is still a successful request.
    private static HttpResponse failed(String type, String message) {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("errorMessage", message)
                        .put("errorType", type);
        return new HttpResponse(
                200,
                Map.of("Content-Type", "application/json", "X-Amz-Function-Error", "Unhandled"),
                body.toString());
    }

    private static HttpResponse error(int status, String type, String message) {
        var body =
                JsonNodeFactory.instance.objectNode().put("Type", "User").put("Message", message);
        return new HttpResponse(
                status,
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type),
                body.toString());
    }
}
