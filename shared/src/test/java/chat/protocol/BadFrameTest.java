package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ClientMessageId;
import chat.domain.UserId;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

/// Bad frames are decoded to their rejection: an error code, and a message that names the field.
class BadFrameTest {
    private static final String ID = "0198c0de-0000-7000-8000-000000000001";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "null",
                "true",
                "5",
                "\"sync\"",
                "[]",
                "[{\"action\":\"sync\"}]",
                "{",
                "{\"action\":\"sync\"",
                "{\"action\":\"sync\"}}",
                "{\"action\":\"sync\"} x",
                "{\"action\":\"sync\"}{\"action\":\"sync\"}",
                "{\"action\":\"sync\",}",
                "{'action':'sync'}",
                "{action:\"sync\"}",
                "{\"action\":\"sync\",\"x\":NaN}",
                "{\"action\":\"sync\",\"x\":01}",
                "{\"action\":\"sync\"/**/}",
                "{\"action\":\"sync\",\"x\":\"\t\"}",
                "{\"action\":\"sync\",\"x\":\"\\u12\"}",
                "{\"action\":\"sync\",\"action\":\"sync\"}",
                "{\"action\":\"sync\",\"x\":{\"a\":1,\"a\":2}}"
            })
    void anythingButOneJsonObjectIsMalformed(String text) {
        var rejected = rejection(text);

        assertThat(rejected.code()).isEqualTo(ErrorCode.MALFORMED_FRAME);
        assertThat(rejected.requestId()).isEmpty();
    }

    @Test
    void aMissingBodyIsMalformed() {
        var frame = (ClientFrame.Invalid) FrameDecoder.decode(null);

        assertThat(frame.rejection().code()).isEqualTo(ErrorCode.MALFORMED_FRAME);
    }

    @Test
    void jsonBeyondTheParserLimitsIsMalformed() {
        for (String value :
                new String[] {
                    "[".repeat(15_000) + "]".repeat(15_000),
                    "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                    "1".repeat(30_000),
                    "1e" + "9".repeat(10_000)
                }) {
            assertThat(rejection("{\"action\":\"sync\",\"x\":" + value + "}").code())
                    .isEqualTo(ErrorCode.MALFORMED_FRAME);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sync", "sync ", "ping", "$connect", "join", "sendmessage"})
    void actionNamesAreMatchedExactly(String action) {
        var rejected = rejection("{\"action\":\"" + action + "\",\"requestId\":\"r1\"}");

        assertThat(rejected.code()).isEqualTo(ErrorCode.UNKNOWN_ACTION);
        assertThat(rejected.requestId()).contains("r1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                              ; action is missing
                    {"action":null}                                 ; action is missing
                    {"action":1}                                    ; action must be a string
                    {"action":["sync"]}                             ; action must be a string
                    {"action":"sync","requestId":""}                ; requestId must have 1 to 64
                    {"action":"sync","requestId":7}                 ; requestId must be a string
                    {"action":"sync","requestId":"\\ud800"}         ; requestId must be Unicode
                    {"action":"sync","cursors":[]}                  ; cursors must be an object
                    {"action":"sync","cursors":{"alice":-1}}        ; cursors.* must be from 0
                    {"action":"sync","cursors":{"alice":"1"}}       ; cursors.* must be an integer
                    {"action":"sync","cursors":{"alice":null}}      ; cursors.* is missing
                    {"action":"sync","cursors":{"":1}}              ; cursors must have 1 to 128
                    {"action":"sync","cursors":{"é":1}}             ; cursors must be printable
                    {"action":"ack"}                                ; acks is missing
                    {"action":"ack","acks":{}}                      ; acks must be an array
                    {"action":"history"}                            ; peer is missing
                    {"action":"history","peer":["bob"]}             ; peer must be a string
                    {"action":"history","peer":"a","before":0}      ; before must be from 1
                    {"action":"history","peer":"a","before":1.5}    ; before must be an integer
                    {"action":"history","peer":"a","before":1.0}    ; before must be an integer
                    {"action":"history","peer":"a","before":1e400}  ; before must be an integer
                    {"action":"history","peer":"a","before":9007199254740992}; before must be from 1
                    {"action":"history","peer":"a","before":99999999999999999999}; before must be
                    {"action":"history","peer":"a","after":-1}      ; after must be from 0
                    {"action":"history","peer":"a","after":1,"before":2}; after and before must not
                    {"action":"history","peer":"a","limit":0}       ; limit must be from 1 to 100
                    {"action":"history","peer":"a","limit":101}     ; limit must be from 1 to 100
                    {"action":"history","peer":"a","limit":"9"}     ; limit must be an integer
                    {"action":"search"}                             ; query is missing
                    {"action":"search","query":5}                   ; query must be a string
                    {"action":"search","query":""}                  ; query must have a character
                    {"action":"search","query":" \\n\\u0301"}     ; query must have a character
                    {"action":"search","query":"\\ud83d"}          ; query must be Unicode text
                    {"action":"search","query":"a","limit":51}      ; limit must be from 1 to 50
                    {"action":"search","query":"a","before":7}      ; before needs peer
                    {"action":"search","query":"a","peer":""}       ; peer must have 1 to 128
                    {"action":"search","query":"a","peer":"b","before":0}; before must be from 1
                    {"action":"search","query":"a","cursor":1}      ; cursor must be a string
                    {"action":"conversations","limit":101}          ; limit must be from 1 to 100
                    {"action":"conversations","cursor":1}           ; cursor must be a string
                    """)
    void theMessageNamesTheBadField(String text, String message) {
        var rejected = rejection(text);

        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.message()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    "to":null                               ; to is missing
                    "to":{"user":"bob"}                     ; to must be a string
                    "to":""                                 ; to must have 1 to 128 characters
                    "to":"b\\u0000b"                        ; to must be printable ASCII
                    "clientMessageId":null                  ; clientMessageId is missing
                    "clientMessageId":"m-1"                 ; clientMessageId must be a UUID
                    "after":-1                              ; after must be from 0
                    "after":"7"                             ; after must be an integer
                    "after":true                            ; after must be an integer
                    "seq":0                                 ; seq must be from 1
                    "seq":1.5                               ; seq must be an integer
                    "body":null                             ; body is missing
                    "body":"hi"                             ; body must be an object
                    "body":{"text":"hi"}                    ; body.type is missing
                    "body":{"type":"image","text":"hi"}     ; body.type must be text
                    "body":{"type":"text"}                  ; body.text is missing
                    "body":{"type":"text","text":5}         ; body.text must be a string
                    "body":{"type":"text","text":""}        ; body.text must not be blank
                    "body":{"type":"text","text":" \\n\\t"} ; body.text must not be blank
                    "body":{"type":"text","text":"\\ud83d"} ; body.text must be Unicode text
                    "body":{"type":"text","text":"\\ude00\\ud83d"}; body.text must be Unicode text
                    """)
    void theMessageNamesTheBadFieldOfSendMessage(String field, String message) {
        var rejected = rejection(sendMessage(field));

        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.message()).startsWith(message);
        assertThat(rejected.requestId()).contains("r1");
    }

    @Test
    void aTextAboveItsLimitIsTooLarge() {
        String text = "é".repeat(2048);

        assertThat(FrameDecoder.decode(sendMessage(body(text))))
                .isInstanceOf(ClientFrame.SendMessage.class);
        var rejected = rejection(sendMessage(body(text + "a")));
        assertThat(rejected.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(rejected.message()).startsWith("body.text has 4097 bytes");
    }

    @Test
    void aRejectionNamesConversationAndMessageIfTheyAreValid() {
        var id = Optional.of(new ClientMessageId(ID));
        var bob = Optional.of(new UserId("bob"));

        var withoutBody = rejection(sendMessage("\"body\":null"));
        assertThat(withoutBody.peer()).isEqualTo(bob);
        assertThat(withoutBody.clientMessageId()).isEqualTo(id);
        var withoutRecipient = rejection(sendMessage("\"to\":null"));
        assertThat(withoutRecipient.peer()).isEmpty();
        assertThat(withoutRecipient.clientMessageId()).isEqualTo(id);
        var badRequestId = rejection(sendMessage("\"requestId\":7"));
        assertThat(badRequestId.peer()).isEqualTo(bob);
        assertThat(badRequestId.clientMessageId()).isEqualTo(id);
    }

    @Test
    void tooManyCursorsAreRejected() {
        var cursors = new StringBuilder("\"u0\":1");
        for (int i = 1; i <= 100; i++) {
            cursors.append(",\"u").append(i).append("\":1");
        }

        var rejected = rejection("{\"action\":\"sync\",\"cursors\":{" + cursors + "}}");

        assertThat(rejected.message()).isEqualTo("cursors must have at most 100 fields");
    }

    @Test
    void aRequestIdAboveItsLimitIsNotEchoed() {
        var rejected = rejection("{\"action\":\"sync\",\"requestId\":\"" + "r".repeat(65) + "\"}");

        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.requestId()).isEmpty();
    }

    private static Rejected rejection(String text) {
        var frame = FrameDecoder.decode(text);
        assertThat(frame).as(text).isInstanceOf(ClientFrame.Invalid.class);
        return ((ClientFrame.Invalid) frame).rejection();
    }

    /// Returns a `sendMessage` frame that is valid except for the given field.
    private static String sendMessage(String field) {
        var frame = new StringBuilder("{\"action\":\"sendMessage\"");
        for (String good :
                new String[] {
                    "\"requestId\":\"r1\"",
                    "\"to\":\"bob\"",
                    "\"clientMessageId\":\"" + ID + "\"",
                    "\"after\":7",
                    body("hi")
                }) {
            String name = good.substring(0, good.indexOf(':') + 1);
            frame.append(',').append(field.startsWith(name) ? field : good);
        }
        return frame.append(field.startsWith("\"seq\"") ? "," + field : "").append('}').toString();
    }

    private static String body(String text) {
        return "\"body\":{\"type\":\"text\",\"text\":\"" + text + "\"}";
    }
}
