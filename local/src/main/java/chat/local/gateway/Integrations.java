package chat.local.gateway;

import chat.local.gateway.Answer.Failed;
import chat.local.gateway.Answer.Given;
import chat.local.gateway.Answer.NotPermitted;
import chat.local.gateway.Answer.TimedOut;
import chat.local.lambda.InvocationResult;
import chat.local.lambda.Invoker;
import chat.local.template.Arns;
import chat.local.template.FunctionTarget;
import chat.local.template.Json;
import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Authorizer;
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

/// Invokes the functions of routes and authorizers, with the integration timeout. After the timeout
/// the function keeps running until its own timeout, as on Lambda.
final class Integrations {
    private final WebSocketApi api;
    private final Permissions permissions;
    private final Invoker invoker;
    private final Traffic traffic;
    private final Duration timeout;

    Integrations(WebSocketApi api, Gateway.Dependencies dependencies) {
        this.api = api;
        this.permissions = dependencies.permissions();
        this.invoker = dependencies.invoker();
        this.traffic = dependencies.traffic();
        this.timeout = dependencies.limits().integrationTimeout();
    }

    /// Calls a route's integration.
    Answer call(Route route, ObjectNode event) {
        return switch (route.integration()) {
            case LambdaProxy(var function, var own) ->
                    call(route.key(), function, event, own.orElse(timeout));
            case Mock mock -> MockAnswer.of(mock, route.responseTemplate());
        };
    }

    private Answer call(
            String routeKey, FunctionTarget function, ObjectNode event, Duration patience) {
        var refusal = permissions.againstInvoking(function, Arns.route(api, routeKey));
        if (refusal.isPresent()) {
            return new NotPermitted(refusal.get());
        }
        return invoke(routeKey, function.name(), event, patience)
                .map(Integrations::proxyAnswer)
                .orElseGet(TimedOut::new);
    }

    /// Invokes the authorizer of a route.
    ///
    /// @return empty if it exceeded the integration timeout
    Optional<InvocationResult> ask(Authorizer authorizer, String routeKey, ObjectNode event) {
        FunctionTarget function = authorizer.function();
        var refusal = permissions.againstInvoking(function, Arns.authorizer(api, authorizer.id()));
        return refusal.isPresent()
                ? Optional.of(new InvocationResult.Failed("NotPermitted", refusal.get()))
                : invoke(routeKey, function.name(), event, timeout);
    }

    /// Invokes a function for a route.
    ///
    /// @return empty if it exceeded the timeout
    private Optional<InvocationResult> invoke(
            String routeKey, String function, ObjectNode event, Duration patience) {
        traffic.invoked(routeKey);
        var running = new FutureTask<>(() -> invoker.invoke(function, Json.write(event)));
        Thread.ofVirtual().name("integration-" + routeKey).start(running);
        try {
            return Optional.of(running.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("the invoker threw instead of returning an error", bug);
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
            // The function's own timeout is an error of the function, not of the integration.
            case InvocationResult.TimedOut() -> new Failed("the function timed out");
            case InvocationResult.NotFound() -> new Failed("there is no such function");
        };
    }

    /// Describes a malformed response without its content, which may be a user's message.
    private static String malformed(String payload) {
        return "malformed proxy response, %d characters: no JSON object with a statusCode and a body that is a string"
                .formatted(payload.length());
    }
}
