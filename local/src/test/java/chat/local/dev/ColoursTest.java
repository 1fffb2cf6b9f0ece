package chat.local.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ColoursTest {
    @Test
    void aTerminalIsColouredUnlessItIsDumbOrNoColorIsSet() {
        assertThat(Colours.of(true, Map.of("TERM", "xterm-256color")).on()).isTrue();
        assertThat(Colours.of(true, Map.of("TERM", "dumb")).on()).isFalse();
        assertThat(Colours.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1")).on()).isFalse();
        assertThat(Colours.of(true, Map.of("TERM", "xterm", "NO_COLOR", "")).on()).isTrue();
    }

    @Test
    void aFileOrPipeIsNotColoured() {
        assertThat(Colours.of(false, Map.of("TERM", "xterm")).on()).isFalse();
    }
}
