package chat.local;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Responds to AWS requests that no service here handles with an error in the format of the called
/// service, so that its SDK client shows the message. Must come after the services.
///
/// @see <a href="https://smithy.io/2.0/aws/protocols/index.html">The protocols of AWS</a>
final class UnknownAwsCall implements Endpoint {
    /// `Credential=KEY/date/region/service/aws4_request`.
    private static final Pattern SIGNED =
            Pattern.compile("AWS4-\\S+\\s+Credential=[^/,]+/\\d+/[^/]+/([^/,]+)/aws4_request.*");

    /// Lambda's paths, which begin with the date of the API version.
    private static final Pattern LAMBDA = Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/.*");

    private static final String NOT_SERVED =
            " is not served here. The local runtime serves DynamoDB, DynamoDB Streams, SQS,"
                    + " Lambda's Invoke, GetFunction and ListFunctions, and @connections.";

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        return request.header("X-Amz-Target")
                .map(target -> json(400, target))
                .or(() -> service(request).map(service -> error(request, service)));
    }

    private static Optional<String> service(HttpRequest request) {
        Optional<String> signed =
                request.header("Authorization")
                        .map(SIGNED::matcher)
                        .filter(Matcher::matches)
                        .map(found -> found.group(1))
                        .or(() -> request.parameter("X-Amz-Credential").map(UnknownAwsCall::scope));
        return signed.or(
                () ->
                        LAMBDA.matcher(request.path()).matches()
                                ? Optional.of("lambda")
                                : Optional.empty());
    }

    /// The service in `KEY/date/region/service/aws4_request`.
    private static String scope(String credential) {
        String[] parts = credential.split("/", -1);
        return parts.length < 4 ? credential : parts[3];
    }

    private static HttpResponse error(HttpRequest request, String service) {
        String what = "%s %s of %s".formatted(request.method(), request.path(), service);
        boolean isQuery =
                request.header("Content-Type")
                        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                        .isPresent();
        if (service.equals("s3")) {
            return xml(
                    501, what, "<Error><Code>NotImplemented</Code><Message>%s</Message></Error>");
        }
        return isQuery
                ? xml(
                        400,
                        what,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code>"
                                + "<Message>%s</Message></Error></ErrorResponse>")
                : json(404, what);
    }

    private static HttpResponse json(int status, String what) {
        String type = "UnknownOperationException";
        var body = JsonNodeFactory.instance.objectNode();
        body.put("__type", type).put("message", what + NOT_SERVED);
        return new HttpResponse(
                status,
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type),
                body.toString());
    }

    private static HttpResponse xml(int status, String what, String body) {
        String message = (what + NOT_SERVED).replace("&", "&amp;").replace("<", "&lt;");
        return new HttpResponse(
                status, Map.of("Content-Type", "text/xml"), body.formatted(message));
    }
}
