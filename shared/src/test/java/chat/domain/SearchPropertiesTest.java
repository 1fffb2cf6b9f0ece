package chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Compares folding and matching with a plain definition, on random texts of several scripts.
final class SearchPropertiesTest {
    private static final int TEXTS = 1_000;

    /// Letters, marks, white space and signs that folding treats specially.
    private static final int[] CHARACTERS =
            ("aAbBeExyzßẞéÉñåøŁłæÆœðþıIİiǄﬁﬃ①²ŉΣσςΆάЁёйאבשׁאًمُـٱกิ่ठिीऑ한글각ｱﾊﾟパが家上海𝕳𝒂𐐀𐐨👍🏽❤️ "
                            + "\t\n"
                            + "\u3000\u00a0\u200b\u200d\u00ad\u0301\u0308\u0323\u05b8\u20dd\ufe0f"
                            + "'’`´.,*%_\\…\ud800\udc00")
                    .codePoints()
                    .toArray();

    private static final Pattern PIECE = Pattern.compile("\\p{M}+|\\P{M}\\p{M}*", Pattern.DOTALL);
    private static final Pattern DROPPED =
            Pattern.compile(
                    "['ʼ\\u0640\\p{Cf}]|[\\p{Mn}&&[\\p{IsInherited}\\p{IsLatin}\\p{IsGreek}"
                            + "\\p{IsCyrillic}\\p{IsHebrew}\\p{IsArabic}\\p{IsSyriac}]]");
    private static final Map<String, String> LETTERS =
            Map.of(
                    "æ", "ae", "đ", "d", "ð", "d", "ı", "i", "ł", "l", "ø", "o", "œ", "oe", "þ",
                    "th", "ς", "σ");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void textsAreFoldedAsDefined() {
        for (int i = 0; i < TEXTS; i++) {
            String text = text(30);

            var folded = FoldedText.of(text);

            assertThat(folded.text()).as("seed %d: %s", seed, text).isEqualTo(folded(text));
            assertThat(FoldedText.fold(text)).as("seed %d", seed).isEqualTo(folded(text));
        }
    }

    @Test
    void wordsMatchAsDefined() {
        for (int i = 0; i < TEXTS; i++) {
            String text = text(40);
            List<String> words = words(text);

            List<Match> matches = FoldedText.of(text).matches(words);

            assertThat(matches).as("seed %d: %s", seed, text).isEqualTo(matches(text, words));
        }
    }

    @Test
    void snippetsAreShortAndHaveTheFirstMatch() {
        for (int i = 0; i < TEXTS; i++) {
            String text = text(600);
            List<Match> matches = FoldedText.of(text).matches(words(text.substring(0, 20)));
            if (matches.isEmpty() || text.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
                continue;
            }

            Snippet snippet = Snippet.of(text, matches);

            int first = matches.getFirst().start();
            Match shown = snippet.matches().getFirst();
            assertThat(snippet.text().getBytes(StandardCharsets.UTF_8).length)
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(Snippet.BYTES_MAX);
            assertThat(snippet.text().charAt(shown.start())).isEqualTo(text.charAt(first));
            assertThat(snippet.matches())
                    .allSatisfy(
                            match -> {
                                assertThat(match.end()).isGreaterThan(match.start());
                                assertThat(match.end())
                                        .isLessThanOrEqualTo(snippet.text().length());
                            });
        }
    }

    private String text(int most) {
        int length = 1 + random.nextInt(most);
        var text = new StringBuilder();
        for (int i = 0; i < Math.max(20, length); i++) {
            text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    /// One or two short pieces of the folded text, so that they usually match.
    private List<String> words(String text) {
        String folded = folded(text);
        var words = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(2) && !folded.isEmpty(); i++) {
            int start = random.nextInt(folded.length());
            int end = Math.min(folded.length(), start + 1 + random.nextInt(3));
            String word = folded.substring(start, end).strip();
            words.add(word.isEmpty() ? "a" : word);
        }
        return words;
    }

    private static String folded(String text) {
        var folded = new StringBuilder();
        pieces(text).forEach(piece -> folded.append(fold(piece.group())));
        return folded.toString().replaceAll(" +", " ");
    }

    /// The pieces whose folded characters are part of an occurrence, from the first to the last.
    private static List<Match> matches(String text, List<String> words) {
        var characters = new StringBuilder();
        var starts = new ArrayList<Integer>();
        var ends = new ArrayList<Integer>();
        for (MatchResult piece : pieces(text)) {
            for (char c : fold(piece.group()).toCharArray()) {
                if (c == ' ' && characters.toString().endsWith(" ")) {
                    ends.set(ends.size() - 1, piece.end());
                } else {
                    characters.append(c);
                    starts.add(piece.start());
                    ends.add(piece.end());
                }
            }
        }
        var covered = new boolean[text.length() + 1];
        for (String word : words) {
            if (!characters.toString().contains(word)) {
                return List.of();
            }
            for (int at = 0; at + word.length() <= characters.length(); at++) {
                if (characters.toString().startsWith(word, at)) {
                    int end = ends.get(at + word.length() - 1);
                    Arrays.fill(covered, starts.get(at), end, true);
                }
            }
        }
        return runs(covered);
    }

    private static List<Match> runs(boolean[] covered) {
        var runs = new ArrayList<Match>();
        int start = -1;
        for (int i = 0; i < covered.length; i++) {
            if (covered[i] && start < 0) {
                start = i;
            } else if (!covered[i] && start >= 0) {
                runs.add(new Match(start, i));
                start = -1;
            }
        }
        return runs;
    }

    private static List<MatchResult> pieces(String text) {
        var pieces = new ArrayList<MatchResult>();
        var matcher = PIECE.matcher(text);
        int from = 0;
        while (from < text.length() && matcher.find(from)) {
            pieces.add(matcher.toMatchResult());
            from = matcher.end();
        }
        return pieces;
    }

    private static String fold(String piece) {
        String plain = piece.replaceAll("[`´‘’‛ʹʻʼʽˈ′＇]", "'");
        String decomposed = Normalizer.normalize(plain, Normalizer.Form.NFKD);
        String kept = DROPPED.matcher(decomposed).replaceAll("");
        String lower =
                kept.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            lower = lower.replace(letter.getKey(), letter.getValue());
        }
        return lower.replaceAll("\\p{IsWhite_Space}", " ");
    }
}
