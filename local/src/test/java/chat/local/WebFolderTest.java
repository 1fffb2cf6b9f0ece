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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class WebFolderTest {
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
        return new WebFolder(folder, 8080).answer(new HttpRequest("GET", path, Map.of(), ""));
    }
}
