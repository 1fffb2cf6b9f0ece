package chat.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/// Reads the Java functions. Functions of other runtimes belong to CDK's custom resources and
/// cannot run here; a route or mapping that refers to one is an error.
///
/// @param assets the path of each file asset by its key in the assets bucket
record FunctionReader(Template template, Map<String, Path> assets, Environments environments) {
    /// Lambda's default.
    private static final int TIMEOUT_SECONDS = 3;

    private static final int MEMORY_MEGABYTES = 128;

    /// Lambda's own limit is the account's unreserved concurrency.
    private static final int RESERVED_MAX = 1_000_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    FunctionReader {
        assets = Map.copyOf(assets);
    }

    List<Function> functions() {
        return template.ofType("AWS::Lambda::Function").stream()
                .filter(FunctionReader::isJava)
                .map(this::function)
                .toList();
    }

    static boolean isJava(Resource function) {
        return function.text("Runtime").startsWith("java");
    }

    private Function function(Resource resource) {
        resource.optionalText("FunctionName")
                .filter(name -> !NAME.matcher(name).matches())
                .ifPresent(
                        name -> {
                            throw resource.error(
                                    "FunctionName",
                                    name + " is not 1 to 64 letters, digits, - and _");
                        });
        int memory = resource.number("MemorySize", MEMORY_MEGABYTES, 128, 10_240);
        Path code = code(resource);
        return new Function(
                Names.physicalName(resource),
                handler(resource, code),
                code,
                environments.of(resource, memory),
                Duration.ofSeconds(resource.number("Timeout", TIMEOUT_SECONDS, 1, 900)),
                memory,
                reserved(resource),
                qualifiers(Names.physicalName(resource)));
    }

    private static Optional<Integer> reserved(Resource resource) {
        String property = "ReservedConcurrentExecutions";
        return resource.optionalNumber(property)
                .map(_ -> resource.number(property, 0, 0, RESERVED_MAX));
    }

    /// The names of a function's aliases, and the numbers of its versions.
    private Set<String> qualifiers(String functionName) {
        String prefix = Arns.function(functionName) + ":";
        return template.ofType("AWS::Lambda::Alias", "AWS::Lambda::Version").stream()
                .map(resource -> template.reference(resource.id()).asText())
                .filter(arn -> arn.startsWith(prefix))
                .map(arn -> arn.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    private Path code(Resource resource) {
        String key = resource.text("Code.S3Key");
        Path path = assets.get(key);
        if (path == null) {
            throw resource.error("Code.S3Key", "the asset manifest has no file for " + key);
        }
        if (!Files.exists(path)) {
            throw resource.error("Code.S3Key", path + " does not exist; build the functions first");
        }
        return path;
    }

    /// The handler, whose class must be in the jar. AWS detects a missing class only when the
    /// function is invoked.
    private static String handler(Resource resource, Path code) {
        String handler = resource.text("Handler");
        String entry = handler.split("::", 2)[0].replace('.', '/') + ".class";
        try (var jar = new ZipFile(code.toFile())) {
            if (jar.getEntry(entry) == null) {
                throw resource.error(
                        "Handler", "%s has no %s".formatted(code.getFileName(), entry));
            }
        } catch (IOException notAJar) {
            throw resource.error("Code.S3Key", code + " is not a jar: " + notAJar.getMessage());
        }
        return handler;
    }
}
