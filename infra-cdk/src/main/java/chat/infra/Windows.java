package chat.infra;

import java.util.LinkedHashMap;
import java.util.Map;

/// How long and how often a sender can change a message. A window of 0 minutes forbids changes, -1
/// never ends.
///
/// @param edit minutes in which a message can be edited
/// @param editsMax how often a message can be edited
/// @param remove minutes in which a message can be removed
record Windows(int edit, int editsMax, int remove) {
    private static final int ALWAYS = -1;

    /// A year.
    private static final int MINUTES_MAX = 366 * 24 * 60;

    /// Each edit is kept until the message is removed, and a removal erases each of them.
    private static final int EDITS_LIMIT = 100;

    /// Reads `editWindowMinutes`, `editsMax` and `removeWindowMinutes` from the context.
    static Windows of(Context context) {
        return new Windows(
                context.integer("editWindowMinutes", "1440", ALWAYS, MINUTES_MAX),
                context.integer("editsMax", "10", 1, EDITS_LIMIT),
                context.integer("removeWindowMinutes", "2880", ALWAYS, MINUTES_MAX));
    }

    /// The values as the functions' environment variables.
    Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("EDIT_WINDOW_MINUTES", Integer.toString(edit));
        variables.put("EDITS_MAX", Integer.toString(editsMax));
        variables.put("REMOVE_WINDOW_MINUTES", Integer.toString(remove));
        return variables;
    }
}
