package chat.local;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Serves the files of a web app; `GET /` is its `index.html`. Files are read at each request, so
/// that a page reload shows a new build. A file whose name has a hash may be cached forever. Texts
/// are compressed for browsers that accept it. Missing files, unknown types and files outside the
/// folder are left to the next endpoint.
final class WebFolder implements Endpoint {
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "json", "application/json",
                    "map", "application/json");

    /// As the build of the web chat names files: `main-7FQJL5KT.js`.
    private static final Pattern HASHED = Pattern.compile(".*-[A-Z0-9]{8}\\.[a-z.]+");

    private final Path folder;
    private final String policy;

    /// @param port the port to which the app may open WebSockets
    WebFolder(Path folder, int port) {
        this.folder = folder.toAbsolutePath().normalize();
        policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src 'self' ws://localhost:%1$d ws://127.0.0.1:%1$d;"
                                .formatted(port)
                        + " manifest-src 'self'; worker-src 'self';"
                        + " require-trusted-types-for 'script'; trusted-types service-worker;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        String path = request.path().equals("/") ? "/index.html" : request.path();
        boolean compress =
                Stream.of(request.header("Accept-Encoding").orElse("").split(","))
                        .anyMatch(encoding -> encoding.strip().equals("gzip"));
        return Optional.ofNullable(TYPES.get(path.substring(path.lastIndexOf('.') + 1)))
                .flatMap(type -> file(path).map(file -> response(file, type, compress)));
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

    private HttpResponse response(Path file, String type, boolean compress) {
        boolean isHashed = HASHED.matcher(file.toString()).matches();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", type);
        headers.put("Content-Security-Policy", policy);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
        headers.put("Vary", "Accept-Encoding");
        try {
            byte[] content = Files.readAllBytes(file);
            if (compress && !type.equals("image/png")) {
                headers.put("Content-Encoding", "gzip");
                content = compressed(content);
            }
            return new HttpResponse(200, headers, ByteBuffer.wrap(content));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] compressed(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
