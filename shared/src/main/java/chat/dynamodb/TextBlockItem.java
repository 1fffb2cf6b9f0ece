package chat.dynamodb;

import static chat.dynamodb.Attributes.binary;
import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import chat.domain.ConversationId;
import chat.domain.TextBlock;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A [TextBlock] as an item of the TextBlocks table. Its texts are deflated: for each, the distance
/// to the number before, the version and the length in bytes as variable-length integers, then the
/// text in UTF-8.
final class TextBlockItem {
    static final String VERSION = "version";
    private static final String TEXTS = "texts";

    private static final int SEVEN_BITS = 0x7F;
    private static final int MORE = 0x80;

    private TextBlockItem() {}

    static Map<String, AttributeValue> key(ConversationId conversation, long number) {
        return Map.of(Keys.CONVERSATION_ID, text(conversation.value()), Keys.BLOCK, number(number));
    }

    static Map<String, AttributeValue> write(ConversationId conversation, TextBlock block) {
        return Map.of(
                Keys.CONVERSATION_ID,
                text(conversation.value()),
                Keys.BLOCK,
                number(block.number()),
                VERSION,
                number(block.version()),
                TEXTS,
                binary(deflated(block.texts())));
    }

    static TextBlock read(Map<String, AttributeValue> item) {
        return new TextBlock(
                number(item, Keys.BLOCK), number(item, VERSION), inflated(binary(item, TEXTS)));
    }

    private static byte[] deflated(List<TextBlock.Text> texts) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            long before = 0;
            for (TextBlock.Text text : texts) {
                byte[] utf8 = text.text().getBytes(StandardCharsets.UTF_8);
                writeInteger(out, text.seq() - before);
                writeInteger(out, text.version());
                writeInteger(out, utf8.length);
                out.write(utf8);
                before = text.seq();
            }
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static List<TextBlock.Text> inflated(byte[] bytes) {
        var texts = new ArrayList<TextBlock.Text>();
        try (var in =
                new ByteArrayInputStream(
                        new InflaterInputStream(new ByteArrayInputStream(bytes)).readAllBytes())) {
            long seq = 0;
            while (in.available() > 0) {
                seq += readInteger(in);
                long version = readInteger(in);
                int length = Math.toIntExact(readInteger(in));
                String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                texts.add(new TextBlock.Text(seq, version, text));
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        return texts;
    }

    private static void writeInteger(OutputStream out, long value) throws IOException {
        long rest = value;
        while (rest > SEVEN_BITS) {
            out.write((int) (rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long readInteger(InputStream in) throws IOException {
        long value = 0;
        int shift = 0;
        int next = in.read();
        while (next >= MORE) {
            value |= (long) (next & SEVEN_BITS) << shift;
            shift += 7;
            next = in.read();
        }
        return value | (long) next << shift;
    }
}
