package chat.local.dev;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

class DevPageTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final DevPage page =
            new DevPage(
                    () -> {
                        asked.incrementAndGet();
                        return new State(
                                2,
                                1,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                JsonNodeFactory.instance.objectNode());
                    });

    @ParameterizedTest
    @ValueSource(strings = {"/dev/", "/dev/dev.css", "/dev/dev.js", "/dev/dev.svg"})
    void everyFileIsServedWithAPolicyThatForbidsInlineCode(String path) {
        HttpResponse answer = get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isNotEmpty();
        assertThat(answer.headers().get("Content-Security-Policy"))
                .startsWith("default-src 'none';")
                .doesNotContain("unsafe", "http", "*");
    }

    @Test
    void thePageHasNoInlineCodeAndNoExternalResources() {
        assertThat(get("/dev/").body())
                .doesNotContain("<style", "style=", "http:", "https:", "onclick")
                .doesNotContainPattern("<script(?! src=\"dev.js\")")
                .contains("lang=\"en\"", "name=\"viewport\"", "role=\"status\"");
        assertThat(get("/dev/dev.js").body()).doesNotContain("innerHTML", "http:", "https:");
    }

    @Test
    void everyElementThatTheScriptUpdatesIsOnThePage() {
        String html = get("/dev/").body();
        var names = Pattern.compile("element\\('([\\w-]+)'\\)").matcher(get("/dev/dev.js").body());

        assertThat(names.results().map(found -> found.group(1)).distinct())
                .hasSizeGreaterThan(5)
                .allSatisfy(id -> assertThat(html).contains("id=\"" + id + "\""));
    }

    @Test
    void theStateIsComputedOnlyOnRequest() {
        get("/dev/");
        assertThat(asked).hasValue(0);

        HttpResponse state = get("/dev/state");

        assertThat(asked).hasValue(1);
        assertThat(state.body()).startsWith("{\"at\":2,\"startedAt\":1,\"connections\":[]");
        assertThat(state.headers()).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void aPathWithoutTheTrailingSlashRedirects() {
        assertThat(get("/dev").headers()).containsEntry("Location", "/dev/");
    }

    @Test
    void otherPathsAreNotHandled() {
        assertThat(page.answer(new HttpRequest("GET", "/dev/meter", Map.of(), ""))).isEmpty();
        assertThat(page.answer(new HttpRequest("POST", "/dev/", Map.of(), ""))).isEmpty();
    }

    private HttpResponse get(String path) {
        return page.answer(new HttpRequest("GET", path, Map.of(), "")).orElseThrow();
    }
}
