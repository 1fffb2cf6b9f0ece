package chat.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An `AWS::ApiGatewayV2::Api` of protocol WEBSOCKET with the one stage that serves it.
///
/// @param id the API's physical id; locally its logical id
/// @param stageVariables of the stage, by name
/// @param routes by route key, `$connect`, `$disconnect` and `$default` among them if present
public record WebSocketApi(
        String id,
        String stage,
        Map<String, String> stageVariables,
        String routeSelectionExpression,
        Map<String, Route> routes) {
    public WebSocketApi {
        stageVariables = Map.copyOf(stageVariables);
        routes = Map.copyOf(routes);
    }

    /// One route of the API.
    ///
    /// @param twoWay whether the integration's response is sent to the client: both a route
    ///   response selection expression and a `$default` route response stand in the template
    /// @param responseTemplate the `$default` route response's template, if it has one
    /// @param models what messages must look like; empty: anything goes
    public record Route(
            String key,
            Integration integration,
            Optional<Authorizer> authorizer,
            boolean twoWay,
            Optional<String> responseTemplate,
            Throttle throttle,
            Optional<RequestModels> models) {
        /// A route that takes any message, as many as the account allows.
        public Route(
                String key,
                Integration integration,
                Optional<Authorizer> authorizer,
                boolean twoWay,
                Optional<String> responseTemplate) {
            this(
                    key,
                    integration,
                    authorizer,
                    twoWay,
                    responseTemplate,
                    Throttle.NONE,
                    Optional.empty());
        }
    }

    /// The limits of a route's token bucket; where one is absent, the account's stands.
    ///
    /// @param burst the size of the bucket
    public record Throttle(Optional<Double> ratePerSecond, Optional<Integer> burst) {
        /// No limits but the account's.
        public static final Throttle NONE = new Throttle(Optional.empty(), Optional.empty());
    }

    /// The models that a route holds messages against.
    ///
    /// @param selectionExpression its value for a message is the key of the schema; if there is
    ///   none under it, `$default` is
    public record RequestModels(String selectionExpression, Map<String, JsonSchema> schemas) {
        public RequestModels {
            schemas = Map.copyOf(schemas);
        }
    }

    /// What a route calls.
    public sealed interface Integration {}

    /// AWS_PROXY: the function is invoked with the event, its answer is the response.
    ///
    /// @param timeout if the integration has one of its own; at most 29 s
    public record LambdaProxy(FunctionTarget function, Optional<Duration> timeout)
            implements Integration {
        /// An integration with API Gateway's own timeout, of the function itself.
        public LambdaProxy(String functionName) {
            this(FunctionTarget.of(functionName), Optional.empty());
        }
    }

    /// MOCK: the request template gives a status code, which selects the response template.
    ///
    /// @param requestTemplate constant template text, `{"statusCode":200}` for one
    /// @param responseTemplates integration response templates by integration response key
    public record Mock(String requestTemplate, Map<String, String> responseTemplates)
            implements Integration {
        public Mock {
            responseTemplates = Map.copyOf(responseTemplates);
        }
    }

    /// A REQUEST authorizer.
    ///
    /// @param id its physical id; locally its logical id
    /// @param identitySources such as `route.request.header.Sec-WebSocket-Protocol`
    public record Authorizer(String id, FunctionTarget function, List<String> identitySources) {
        public Authorizer {
            identitySources = List.copyOf(identitySources);
        }
    }
}
