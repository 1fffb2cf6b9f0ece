package chat.protocol;

import static chat.protocol.FrameObject.object;

import chat.domain.Body;

import java.util.Map;

/// The codec of bodies.
final class BodyFields {
    private BodyFields() {}

    static Body.Content read(Fields body) {
        return switch (body.text("type")) {
            case Body.Text.TYPE -> text(body);
            case Body.Edit.TYPE -> body.value("text", Body.Edit::new);
            case Body.Remove.TYPE -> new Body.Remove();
            case Body.Reaction.TYPE -> body.value("emoji", Body.Reaction::new);
            default -> throw body.wrong("type", "must be text, edit, remove or reaction");
        };
    }

    private static Body.Text text(Fields body) {
        int forwarded =
                body.has("forwarded")
                        ? (int) body.integer("forwarded", 1, Body.Text.FORWARDED_MAX)
                        : 0;
        return body.value("text", text -> new Body.Text(text, forwarded));
    }

    static Map<String, Object> of(Body body) {
        var fields = object("type", body.type());
        switch (body) {
            case Body.Text(String text, int forwarded) -> {
                fields.put("text", text);
                if (forwarded > 0) {
                    fields.put("forwarded", forwarded);
                }
            }
            case Body.Edit(String text) -> fields.put("text", text);
            case Body.Remove() -> {}
            case Body.Reaction(String emoji) -> fields.put("emoji", emoji);
            case Body.Unknown _ -> {}
        }
        return fields;
    }
}
