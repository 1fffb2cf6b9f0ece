package chat.local.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void theFirstLineWithTextIsShown() {
        assertThat(Shown.line("\n  not found \n at somewhere")).isEqualTo("not found");
    }

    @Test
    void controlCharactersCannotReachTheTerminal() {
        assertThat(Shown.line("a\u001b[2Jb\tc\u0007")).isEqualTo("a [2Jb c");
        assertThat(Shown.line("a\u009b2Jb\u202ec")).isEqualTo("a 2Jb c");
    }

    @Test
    void aTokenIsNeverShown() {
        assertThat(Shown.line("bad bearer.eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2ln-_x!"))
                .isEqualTo("bad bearer.<token>!");
        assertThat(Shown.line("cannot parse eyJhbGciOiJSUzI1NiJ9"))
                .isEqualTo("cannot parse <token>");
    }

    @Test
    void aLongTextIsTruncated() {
        assertThat(Shown.line("x".repeat(1000))).hasSize(240).endsWith("x…");
        assertThat(Shown.cut("abcd", 4)).isEqualTo("abcd");
        assertThat(Shown.cut("abcde", 4)).isEqualTo("abc…");
    }
}
