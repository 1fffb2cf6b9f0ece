package chat.domain;

import java.util.Arrays;
import java.util.List;

/// The words of a search. A text matches if it contains each of them, in any order.
///
/// @param words folded; not empty
public record SearchQuery(List<String> words) {
    /// The limit of the folded query in characters (code points).
    public static final int LENGTH_MAX = 64;

    public SearchQuery {
        words = List.copyOf(words);
    }

    /// Reads what a user has typed.
    ///
    /// @throws InvalidValueException if it has nothing to search for, is too long, or is not
    ///   Unicode text
    public static SearchQuery of(String typed) {
        if (typed.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new InvalidValueException("must be Unicode text");
        }
        String folded = FoldedText.fold(typed).strip();
        if (folded.isEmpty()) {
            throw new InvalidValueException("must have a character to search for");
        }
        if (folded.codePointCount(0, folded.length()) > LENGTH_MAX) {
            throw new InvalidValueException("must have at most " + LENGTH_MAX + " characters");
        }
        return new SearchQuery(Arrays.stream(folded.split(" ")).distinct().toList());
    }

    /// Whether a text contains each word.
    public boolean isIn(String text) {
        String folded = FoldedText.fold(text);
        return words.stream().allMatch(folded::contains);
    }

    /// The places of the words in a text; empty if it does not contain each of them.
    public List<Match> in(String text) {
        return FoldedText.of(text).matches(words);
    }

    /// A hash of this query and where it is asked, which a cursor contains.
    public Hash hash(String scope) {
        var hashes = new Hashes().text(scope);
        words.forEach(hashes::text);
        return hashes.hash();
    }

    @Override
    public String toString() {
        return "SearchQuery[" + words.size() + "]";
    }
}
