package chat.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Serves the files of a web app, text files only; `GET /` is its `index.html`. Files are read at
/// each request, so that a page reload shows a new build. Missing files, unknown types and files
/// outside the folder are left to the next endpoint.
final class WebFolder implements Endpoint {
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "json", "application/json",
                    "map", "application/json");

    private final Path folder;
    private final String policy;

    /// @param port the port to which the app may open WebSockets
    WebFolder(Path folder, int port) {
        this.folder = folder.toAbsolutePath().normalize();
        policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src 'self' ws://localhost:%1$d ws://127.0.0.1:%1$d;"
                                .formatted(port)
                        + " require-trusted-types-for 'script'; trusted-types 'none';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        String path = request.path().equals("/") ? "/index.html" : request.path();
        return Optional.ofNullable(TYPES.get(path.substring(path.lastIndexOf('.') + 1)))
                .flatMap(type -> file(path).map(file -> response(file, type)));
    }

    private Optional<Path> file(String path) {
        try {
            Path file = folder.resolve(path.substring(1)).normalize();
            boolean isInside =
                    Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath());
            return isInside ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private HttpResponse response(Path file, String type) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", type);
        headers.put("Content-Security-Policy", policy);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cache-Control", "no-cache");
        try {
            return new HttpResponse(200, headers, Files.readString(file, UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
