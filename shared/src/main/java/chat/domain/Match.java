package chat.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// A place in a text, in UTF-16 code units.
///
/// @param end exclusive
public record Match(int start, int end) {
    /// These places, ascending. Overlapping and adjacent ones become one.
    static List<Match> joined(Collection<Match> places) {
        var joined = new ArrayList<Match>();
        for (Match place : places.stream().sorted(Comparator.comparing(Match::start)).toList()) {
            if (!joined.isEmpty() && place.start <= joined.getLast().end) {
                Match last = joined.removeLast();
                joined.add(new Match(last.start, Math.max(last.end, place.end)));
            } else {
                joined.add(place);
            }
        }
        return List.copyOf(joined);
    }
}
