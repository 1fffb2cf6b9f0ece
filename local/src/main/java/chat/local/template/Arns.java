package chat.local.template;

/// The ARNs of local resources, all in one made-up account and region.
///
/// @see <a
///   href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
///   Authorization Reference</a>
public final class Arns {
    /// The made-up region.
    public static final String REGION = "us-east-1";

    /// The made-up account.
    public static final String ACCOUNT = "000000000000";

    /// The creation time of every stream, which is part of its ARN.
    private static final String STREAM_LABEL = "2026-01-01T00:00:00.000";

    private Arns() {}

    /// The ARN of a table.
    public static String table(String name) {
        return of("dynamodb", "table/" + name);
    }

    /// The ARN of an index of a table.
    public static String index(String table, String index) {
        return table(table) + "/index/" + index;
    }

    /// The ARN of a table's stream.
    public static String stream(String table) {
        return table(table) + "/stream/" + STREAM_LABEL;
    }

    /// The ARN of a queue.
    public static String queue(String name) {
        return of("sqs", name);
    }

    /// The ARN of a function, given by its name, its name and qualifier, or its ARN.
    public static String function(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : of("lambda", "function:" + nameOrArn);
    }

    /// The ARN for a request to `@connections`.
    ///
    /// @param method `POST`, `GET` or `DELETE`
    public static String connection(WebSocketApi api, String method, String connectionId) {
        return of(
                "execute-api",
                "%s/%s/%s/@connections/%s".formatted(api.id(), api.stage(), method, connectionId));
    }

    /// The ARN of a route that invokes a function.
    public static String route(WebSocketApi api, String routeKey) {
        return of("execute-api", api.id() + "/" + api.stage() + "/" + routeKey);
    }

    /// The ARN of an authorizer that invokes a function.
    public static String authorizer(WebSocketApi api, String authorizerId) {
        return of("execute-api", api.id() + "/authorizers/" + authorizerId);
    }

    /// The ARN of a function's role session.
    public static String assumedRole(String role, String functionName) {
        return "arn:aws:sts::%s:assumed-role/%s/%s".formatted(ACCOUNT, role, functionName);
    }

    static String of(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
