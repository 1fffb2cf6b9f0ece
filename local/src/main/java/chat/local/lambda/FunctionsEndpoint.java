package chat.local.lambda;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;
import chat.local.template.Arns;
import chat.local.template.Function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Lambda's `ListFunctions`, `GetFunction` and `GetFunctionConfiguration`.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">FunctionConfiguration</a>
public final class FunctionsEndpoint implements Endpoint {
    private static final Pattern LIST = Pattern.compile("/2015-03-31/functions/?");
    private static final Pattern GET =
            Pattern.compile("/2015-03-31/functions/([^/]+)(/configuration)?");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Function> functions = new TreeMap<>();

    /// Describes the functions of a stack.
    public FunctionsEndpoint(Collection<Function> functions) {
        functions.forEach(function -> this.functions.put(function.name(), function));
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        if (LIST.matcher(request.path()).matches()) {
            return Optional.of(list());
        }
        var get = GET.matcher(request.path());
        if (!get.matches()) {
            return Optional.empty();
        }
        boolean configuration = get.group(2) != null;
        return FunctionName.of(get.group(1), request).map(name -> get(name, configuration));
    }

    private HttpResponse list() {
        ObjectNode answer = JSON.objectNode();
        var all = answer.putArray("Functions");
        functions
                .values()
                .forEach(each -> all.add(configuration(each, Arns.function(each.name()))));
        return HttpResponse.json(200, answer.toString());
    }

    private HttpResponse get(FunctionName name, boolean configurationOnly) {
        Optional<Function> found = name.in(functions);
        if (found.isEmpty()) {
            return LambdaResponse.notFound(name);
        }
        Function function = found.get();
        ObjectNode configuration = configuration(function, name.arn());
        if (configurationOnly) {
            return HttpResponse.json(200, configuration.toString());
        }
        ObjectNode answer = JSON.objectNode();
        answer.set("Configuration", configuration);
        answer.putObject("Code").put("Location", function.code().toUri().toString());
        function.reservedConcurrency()
                .ifPresent(
                        most ->
                                answer.putObject("Concurrency")
                                        .put("ReservedConcurrentExecutions", most));
        return HttpResponse.json(200, answer.toString());
    }

    private static ObjectNode configuration(Function function, String arn) {
        ObjectNode json = JSON.objectNode();
        json.put("FunctionName", function.name());
        json.put("FunctionArn", arn);
        json.put("Handler", function.handler());
        json.put("CodeSize", size(function));
        json.put("Timeout", function.timeout().toSeconds());
        json.put("MemorySize", function.memoryMegabytes());
        json.put("Version", "$LATEST");
        json.put("PackageType", "Zip");
        json.put("State", "Active");
        json.put("LastUpdateStatus", "Successful");
        ObjectNode variables = json.putObject("Environment").putObject("Variables");
        new TreeMap<>(function.environment())
                .forEach(
                        (name, value) -> {
                            if (!name.startsWith("AWS_")) { // Lambda's own variables.
                                variables.put(name, value);
                            }
                        });
        return json;
    }

    private static long size(Function function) {
        try {
            return Files.size(function.code());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
