package chat.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An `AWS::ApiGatewayV2::Api` of protocol WEBSOCKET with the one stage that serves it.
///
/// @param id the API's physical id; locally its logical id
/// @param routes by route key, `$connect`, `$disconnect` and `$default` among them if present
public record WebSocketApi(
        String id, String stage, String routeSelectionExpression, Map<String, Route> routes) {
    public WebSocketApi {
        routes = Map.copyOf(routes);
    }

    /// One route of the API.
    ///
    /// @param twoWay whether the integration's response is sent to the client: both a route
    ///   response selection expression and a `$default` route response stand in the template
    /// @param responseTemplate the `$default` route response's template, if it has one
    public record Route(
            String key,
            Integration integration,
            Optional<Authorizer> authorizer,
            boolean twoWay,
            Optional<String> responseTemplate) {}

    /// What a route calls.
    public sealed interface Integration {}

    /// AWS_PROXY: the function is invoked with the event, its answer is the response.
    ///
    /// @param functionArn with the version or alias that is invoked
    public record LambdaProxy(String functionName, String functionArn) implements Integration {
        /// The function itself, not a version or alias of it.
        public LambdaProxy(String functionName) {
            this(functionName, Arns.function(functionName));
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
    public record Authorizer(String id, LambdaProxy function, List<String> identitySources) {
        public Authorizer {
            identitySources = List.copyOf(identitySources);
        }
    }
}
