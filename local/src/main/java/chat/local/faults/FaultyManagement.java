package chat.local.faults;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;
import chat.local.iam.Credentials;
import chat.local.iam.Iam;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The `@connections` API with faults.
///
/// Calls by developers' tools have no faults.
public final class FaultyManagement implements Endpoint {
    private static final Map<Integer, String> ERROR_TYPES =
            Map.of(
                    400, "BadRequestException",
                    403, "ForbiddenException",
                    410, "GoneException",
                    413, "PayloadTooLargeException",
                    429, "LimitExceededException");

    private final Endpoint management;
    private final Injection injection;
    private final Function<String, Optional<String>> userOf;

    /// The objects that decide about faults.
    ///
    /// @param iam identifies the function that signed a call
    public record Injection(Faults faults, CallPoints points, Iam iam) {}

    /// @param management handles calls without faults
    /// @param userOf returns a connection's user by the connection's id
    public FaultyManagement(
            Endpoint management, Injection injection, Function<String, Optional<String>> userOf) {
        this.management = management;
        this.injection = injection;
        this.userOf = userOf;
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        var function = Credentials.accessKeyId(request).flatMap(injection.iam()::functionName);
        int id = request.path().lastIndexOf("/@connections/");
        if (function.isEmpty() || id < 0) {
            return management.answer(request);
        }
        String user =
                userOf.apply(request.path().substring(id + "/@connections/".length())).orElse("");
        String call = "execute-api:" + request.method();
        if (!injection.points().before(function.get(), call)) {
            return Optional.of(lost());
        }
        Optional<HttpResponse> answer = answer(request, function.get(), user);
        return injection.points().after(function.get(), call) ? answer : Optional.of(lost());
    }

    private Optional<HttpResponse> answer(HttpRequest request, String function, String user) {
        var effect = injection.faults().atPush(function, request.method(), user);
        if (effect.isEmpty()) {
            return management.answer(request);
        }
        return switch (effect.get()) {
            case Effect.Answer(int status) -> Optional.of(error(status));
            case Effect.Drop _ -> Optional.of(HttpResponse.empty(200));
            case Effect.Lose _ -> management.answer(request).map(_ -> lost());
            case Effect.Delay delay -> {
                Faults.pause(delay);
                yield management.answer(request);
            }
        };
    }

    /// The error of a lost response: the caller does not learn whether its request was executed.
    private static HttpResponse lost() {
        return error(504);
    }

    private static HttpResponse error(int status) {
        String type = ERROR_TYPES.getOrDefault(status, "InternalServerErrorException");
        return new HttpResponse(
                status,
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type),
                "{\"message\":\"an injected fault\"}");
    }
}
