package chat.local.template;

/// The ARNs of what runs here, all in one pretended account and region.
///
/// @see <a
///   href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
///   Authorization Reference</a>
public final class Arns {
    /// The pretended region.
    public static final String REGION = "us-east-1";

    /// The pretended account.
    public static final String ACCOUNT = "000000000000";

    /// When every stream is said to have been enabled: part of its ARN.
    private static final String STREAM_LABEL = "2026-01-01T00:00:00.000";

    private Arns() {}

    /// A table.
    public static String table(String name) {
        return of("dynamodb", "table/" + name);
    }

    /// An index of a table.
    public static String index(String table, String index) {
        return table(table) + "/index/" + index;
    }

    /// The stream of a table.
    public static String stream(String table) {
        return table(table) + "/stream/" + STREAM_LABEL;
    }

    /// A queue.
    public static String queue(String name) {
        return of("sqs", name);
    }

    /// A function, by its name, its name and qualifier, or its ARN.
    public static String function(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : of("lambda", "function:" + nameOrArn);
    }

    /// What a caller of `@connections` wants to do.
    ///
    /// @param method `POST`, `GET` or `DELETE`
    public static String connection(WebSocketApi api, String method, String connectionId) {
        return of(
                "execute-api",
                "%s/%s/%s/@connections/%s".formatted(api.id(), api.stage(), method, connectionId));
    }

    /// A route as the source of an invocation.
    public static String route(WebSocketApi api, String routeKey) {
        return of("execute-api", api.id() + "/" + api.stage() + "/" + routeKey);
    }

    /// An authorizer as the source of an invocation.
    public static String authorizer(WebSocketApi api, String authorizerId) {
        return of("execute-api", api.id() + "/authorizers/" + authorizerId);
    }

    /// A function that runs as its role.
    public static String assumedRole(String role, String functionName) {
        return "arn:aws:sts::%s:assumed-role/%s/%s".formatted(ACCOUNT, role, functionName);
    }

    static String of(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
