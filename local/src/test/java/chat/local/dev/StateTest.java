package chat.local.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

class StateTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "local-runtime.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("## Activity\n.*?```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExampleInTheDocumentIsAState() throws Exception {
        var example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        assertThat(example.find()).isTrue();
        JsonNode documented = new ObjectMapper().readTree(example.group(1));

        State state = DevPage.JSON.treeToValue(documented, State.class);

        // Serializing it again gives the same text: the example has every field and no unknown
        // ones.
        JsonNode written = DevPage.JSON.readTree(DevPage.JSON.writeValueAsString(state));
        assertThat(written).isEqualTo(documented);
        assertThat(state.connections()).isNotEmpty();
        assertThat(state.functions()).isNotEmpty();
        assertThat(state.tables()).isNotEmpty();
        assertThat(state.queues()).isNotEmpty();
        assertThat(state.mappings()).isNotEmpty();
    }
}
