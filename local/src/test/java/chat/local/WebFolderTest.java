package chat.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

class WebFolderTest {
    /// The first bytes of a PNG, which are not UTF-8.
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n'};

    @TempDir private Path parent;
    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        folder = parent.resolve("web");
        Files.createDirectories(folder.resolve("js"));
        Files.writeString(folder.resolve("index.html"), "<h1>Grüße</h1>");
        Files.writeString(folder.resolve("main.css"), "p {}");
        Files.writeString(folder.resolve("icon.svg"), "<svg/>");
        Files.writeString(folder.resolve("main.js.map"), "{}");
        Files.writeString(folder.resolve("js/main.js"), "go()");
        Files.writeString(folder.resolve("js/main-7FQJL5KT.js.map"), "{}");
        Files.writeString(folder.resolve("service-worker.js"), "");
        Files.write(folder.resolve("icon-192-J57TIRIJ.png"), PICTURE);
        Files.writeString(folder.resolve("program.exe"), "MZ");
        Files.writeString(parent.resolve("secret.json"), "{}");
        Files.createSymbolicLink(folder.resolve("link.json"), parent.resolve("secret.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8, <h1>Grüße</h1>",
        "/index.html, text/html; charset=utf-8, <h1>Grüße</h1>",
        "/js/main.js, text/javascript; charset=utf-8, go()",
        "/main.css, text/css; charset=utf-8, p {}",
        "/icon.svg, image/svg+xml, <svg/>",
        "/main.js.map, application/json, {}",
    })
    void filesAreServedWithTheirTypes(String path, String type, String body) {
        HttpResponse response = get(path).orElseThrow();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("Content-Type", type);
        assertThat(response.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.json",
                "/js/../../secret.json",
                "/..\\secret.json",
                "/link.json",
                "//secret.json",
                "/\0.js",
                "/js",
                "/js/",
                "/program.exe",
                "/absent.js",
            })
    void aMissingFileOrUnknownTypeIsNotServed(String path) {
        assertThat(get(path)).isEmpty();
    }

    @Test
    void aFileOutsideTheFolderIsNotServed() {
        assertThat(get("/" + parent.resolve("secret.json"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, gzip, br"})
    void textIsCompressedForBrowsersThatAcceptIt(String accepted) throws IOException {
        HttpResponse response = get("/", Map.of("accept-encoding", accepted)).orElseThrow();

        assertThat(response.headers())
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("Vary", "Accept-Encoding");
        var content = new byte[response.content().remaining()];
        response.content().get(content);
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(content))) {
            assertThat(plain.readAllBytes()).asString().isEqualTo("<h1>Grüße</h1>");
        }
    }

    @ParameterizedTest
    @CsvSource({"/, br", "/, gzip;q=0", "/icon-192-J57TIRIJ.png, gzip"})
    void neitherPicturesNorFilesForOtherBrowsersAreCompressed(String path, String accepted) {
        HttpResponse response = get(path, Map.of("Accept-Encoding", accepted)).orElseThrow();

        assertThat(response.headers()).doesNotContainKey("Content-Encoding");
    }

    @Test
    void aBinaryFileIsServedUnchanged() {
        HttpResponse response = get("/icon-192-J57TIRIJ.png").orElseThrow();

        assertThat(response.headers()).containsEntry("Content-Type", "image/png");
        assertThat(response.content()).isEqualTo(ByteBuffer.wrap(PICTURE));
    }

    @ParameterizedTest
    @CsvSource({
        "/icon-192-J57TIRIJ.png, 'public, max-age=31536000, immutable'",
        "/js/main-7FQJL5KT.js.map, 'public, max-age=31536000, immutable'",
        "/index.html, no-cache",
        "/js/main.js, no-cache",
        "/service-worker.js, no-cache",
    })
    void onlyFilesWithAHashInTheirNameAreCachedForever(String path, String cacheControl) {
        assertThat(get(path).orElseThrow().headers()).containsEntry("Cache-Control", cacheControl);
    }

    @Test
    void theContentSecurityPolicyAllowsThisServerOnly() {
        assertThat(get("/").orElseThrow().headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
                .contains("connect-src 'self' ws://localhost:8080 ws://127.0.0.1:8080;")
                .doesNotContain("unsafe");
    }

    @Test
    void withoutAFolderNothingIsServed() {
        var absent = new WebFolder(parent.resolve("absent"), 8080);

        assertThat(absent.answer(new HttpRequest("GET", "/", Map.of(), ""))).isEmpty();
    }

    @Test
    void filesCannotBePosted() {
        var folder = new WebFolder(this.folder, 8080);

        assertThat(folder.answer(new HttpRequest("POST", "/", Map.of(), ""))).isEmpty();
    }

    private Optional<HttpResponse> get(String path) {
        return get(path, Map.of());
    }

    private Optional<HttpResponse> get(String path, Map<String, String> headers) {
        return new WebFolder(folder, 8080).answer(new HttpRequest("GET", path, headers, ""));
    }
}
