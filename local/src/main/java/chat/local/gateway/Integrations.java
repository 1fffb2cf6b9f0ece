package chat.local.gateway;

import chat.local.gateway.Answer.Failed;
import chat.local.gateway.Answer.Given;
import chat.local.gateway.Answer.TimedOut;
import chat.local.lambda.InvocationResult;
import chat.local.lambda.Invoker;
import chat.local.template.WebSocketApi.LambdaProxy;
import chat.local.template.WebSocketApi.Mock;
import chat.local.template.WebSocketApi.Route;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls what routes and authorizers name, and gives up after the integration timeout. A function
/// that is given up runs on to its own timeout, as on Lambda.
final class Integrations {
    private final Invoker invoker;
    private final Traffic traffic;
    private final Duration timeout;

    Integrations(Invoker invoker, Traffic traffic, Duration timeout) {
        this.invoker = invoker;
        this.traffic = traffic;
        this.timeout = timeout;
    }

    /// Calls a route's integration.
    Answer call(Route route, ObjectNode event) {
        return switch (route.integration()) {
            case LambdaProxy(String function) ->
                    invoke(route.key(), function, event)
                            .map(Integrations::proxyAnswer)
                            .orElseGet(TimedOut::new);
            case Mock mock -> MockAnswer.of(mock, route.responseTemplate());
        };
    }

    /// Invokes a function on behalf of a route.
    ///
    /// @return empty if it took longer than the integration timeout
    Optional<InvocationResult> invoke(String routeKey, String function, ObjectNode event) {
        traffic.invoked(routeKey);
        var running = new FutureTask<>(() -> invoker.invoke(function, Json.write(event)));
        Thread.ofVirtual().name("integration-" + routeKey).start(running);
        try {
            return Optional.of(running.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("an Invoker answers, it does not throw", bug);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Answer proxyAnswer(InvocationResult result) {
        return switch (result) {
            case InvocationResult.Returned(String payload) ->
                    Given.fromProxy(payload)
                            .<Answer>map(given -> given)
                            .orElseGet(() -> new Failed(malformed(payload)));
            case InvocationResult.Failed(String type, String message) ->
                    new Failed(type + ": " + message);
            // A function's own timeout is an error of the function, not of the integration.
            case InvocationResult.TimedOut() -> new Failed("the function timed out");
            case InvocationResult.NotFound() -> new Failed("there is no such function");
        };
    }

    /// Does not repeat the payload: it may be what one client says to another.
    private static String malformed(String payload) {
        return "malformed proxy response, %d characters: no JSON object with a statusCode and a body that is a string"
                .formatted(payload.length());
    }
}
