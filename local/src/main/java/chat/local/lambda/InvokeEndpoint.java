package chat.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;
import chat.local.template.Function;
import chat.local.template.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Lambda's `Invoke`, for functions without a route or event source. Serves `aws lambda invoke`.
/// Signatures are not verified, because the runtime serves the local machine only. An invocation of
/// the type `Event` runs once; Lambda would repeat a failed one.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
public final class InvokeEndpoint implements Endpoint {
    private static final Pattern PATH =
            Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    /// 6 MB, Lambda's limit of a synchronous invocation.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>
    private static final int PAYLOAD_BYTES_MAX = 6_291_456;

    /// 1 MB, the limit of an asynchronous one.
    private static final int EVENT_BYTES_MAX = 1_048_576;

    private final Invoker invoker;
    private final Map<String, Function> functions = new TreeMap<>();

    /// @param invoker runs the functions
    /// @param functions the functions that exist
    public InvokeEndpoint(Invoker invoker, Collection<Function> functions) {
        this.invoker = invoker;
        functions.forEach(function -> this.functions.put(function.name(), function));
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        var path = PATH.matcher(request.path());
        if (!request.method().equals("POST") || !path.matches()) {
            return Optional.empty();
        }
        return FunctionName.of(path.group(1), request).map(name -> answer(name, request));
    }

    private HttpResponse answer(FunctionName name, HttpRequest request) {
        if (name.in(functions).isEmpty()) {
            return LambdaResponse.notFound(name);
        }
        String type = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
        String event = request.body().isEmpty() ? "{}" : request.body();
        return switch (type) {
            case "RequestResponse" ->
                    refusal(event, type, PAYLOAD_BYTES_MAX)
                            .orElseGet(() -> invoke(name.name(), event));
            case "Event" ->
                    refusal(event, type, EVENT_BYTES_MAX).orElseGet(() -> start(name, event));
            case "DryRun" -> HttpResponse.empty(204);
            default ->
                    LambdaResponse.error(
                            400,
                            "InvalidParameterValueException",
                            type + " is none of RequestResponse, Event and DryRun");
        };
    }

    private static Optional<HttpResponse> refusal(String event, String type, int most) {
        int bytes = event.getBytes(UTF_8).length;
        if (bytes > most) {
            return Optional.of(
                    LambdaResponse.error(
                            413,
                            "RequestEntityTooLargeException",
                            "%d byte payload is too large for the %s invocation type (limit %d bytes)"
                                    .formatted(bytes, type, most)));
        }
        try {
            var _ = Json.read(event);
            return Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.of(
                    LambdaResponse.error(
                            400,
                            "InvalidRequestContentException",
                            "Could not parse request body into json: "
                                    + notJson.getOriginalMessage()));
        }
    }

    /// Runs the function without waiting for it. Its failure is logged like any other.
    private HttpResponse start(FunctionName name, String event) {
        Thread.ofVirtual()
                .name("event-" + name.name())
                .start(() -> invoker.invoke(name.name(), event));
        return HttpResponse.empty(202);
    }

    private HttpResponse invoke(String name, String event) {
        return switch (invoker.invoke(name, event)) {
            case InvocationResult.Returned(String payload) -> HttpResponse.json(200, payload);
            case InvocationResult.Failed failed
                    when failed.equals(InvocationResult.Failed.THROTTLED) ->
                    throttled();
            case InvocationResult.Failed(String type, String message) -> failed(type, message);
            case InvocationResult.TimedOut() ->
                    failed("Sandbox.Timedout", "the function timed out");
            case InvocationResult.NotFound() ->
                    LambdaResponse.notFound(new FunctionName(name, Optional.empty()));
        };
    }

    /// @see <a
    ///   href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors">TooManyRequestsException</a>
    private static HttpResponse throttled() {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("Reason", "ReservedFunctionConcurrentInvocationLimitExceeded")
                        .put("Type", "User")
                        .put("message", "Rate Exceeded.");
        return new HttpResponse(
                429,
                Map.of(
                        "Content-Type", "application/json",
                        "x-amzn-ErrorType", "TooManyRequestsException"),
                body.toString());
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
}
