package chat.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An `AWS::ApiGatewayV2::Api` of protocol WEBSOCKET with its only stage.
///
/// @param id the API's physical id, which is its logical id here
/// @param stageVariables of the stage, by name
/// @param routes by route key, including `$connect`, `$disconnect` and `$default` if they exist
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

    /// A route of the API.
    ///
    /// @param twoWay whether the integration's response is sent to the client, which needs both a
    ///   route response selection expression and a `$default` route response
    /// @param responseTemplate the template of the `$default` route response, if it has one
    /// @param models the request models; without them any message is valid
    public record Route(
            String key,
            Integration integration,
            Optional<Authorizer> authorizer,
            boolean twoWay,
            Optional<String> responseTemplate,
            Throttle throttle,
            Optional<RequestModels> models) {
        /// A route without request models or limits of its own.
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

    /// The limits of a route's token bucket; the account's limit applies to an absent one.
    ///
    /// @param burst the size of the bucket
    public record Throttle(Optional<Double> ratePerSecond, Optional<Integer> burst) {
        /// No limits except the account's.
        public static final Throttle NONE = new Throttle(Optional.empty(), Optional.empty());
    }

    /// The request models of a route.
    ///
    /// @param selectionExpression its value for a message is the key of the schema; if there is
    ///   none, `$default` is used
    public record RequestModels(String selectionExpression, Map<String, JsonSchema> schemas) {
        public RequestModels {
            schemas = Map.copyOf(schemas);
        }
    }

    /// The integration of a route.
    public sealed interface Integration {}

    /// AWS_PROXY: the function is invoked with the event, and its result is the response.
    ///
    /// @param timeout the integration's own timeout, at most 29 s
    public record LambdaProxy(FunctionTarget function, Optional<Duration> timeout)
            implements Integration {
        /// An integration of an unqualified function, with API Gateway's default timeout.
        public LambdaProxy(String functionName) {
            this(FunctionTarget.of(functionName), Optional.empty());
        }
    }

    /// MOCK: the request template contains a status code, which selects the response template.
    ///
    /// @param requestTemplate constant text, such as `{"statusCode":200}`
    /// @param responseTemplates integration response templates by integration response key
    public record Mock(String requestTemplate, Map<String, String> responseTemplates)
            implements Integration {
        public Mock {
            responseTemplates = Map.copyOf(responseTemplates);
        }
    }

    /// A REQUEST authorizer.
    ///
    /// @param id its physical id, which is its logical id here
    /// @param identitySources such as `route.request.header.Sec-WebSocket-Protocol`
    public record Authorizer(String id, FunctionTarget function, List<String> identitySources) {
        public Authorizer {
            identitySources = List.copyOf(identitySources);
        }
    }
}
