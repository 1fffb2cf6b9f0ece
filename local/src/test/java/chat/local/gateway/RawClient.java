package chat.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/// A WebSocket client that writes its own frames. It can send frames of any size, and reads only on
/// request.
public final class RawClient implements AutoCloseable {
    static final int CONTINUATION = 0;

    /// The opcode of a text frame.
    public static final int TEXT = 1;

    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    /// Small, so that unread data stays on the server. A size that is set does not grow
    /// automatically.
    private static final int RECEIVE_BUFFER = 32 * 1024;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawClient(int port, String target) throws IOException {
        this(port, target, "Sec-WebSocket-Extensions: permessage-deflate");
    }

    /// @param header an additional header line
    public RawClient(int port, String target, String header) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(5000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        String request =
                """
                GET %s HTTP/1.1
                Host: 127.0.0.1:%d
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
                %s

                """
                        .formatted(target, port, header);
        out.write(request.replace("\n", "\r\n").getBytes(UTF_8));
        out.flush();
        handshake = readHandshake();
    }

    /// The header of the server's response.
    final String handshake;

    private String readHandshake() throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /// The body of the server's response to a refused handshake.
    String refusal() throws IOException {
        int start = handshake.indexOf("Content-Length: ") + "Content-Length: ".length();
        int length = Integer.parseInt(handshake.substring(start, handshake.indexOf('\r', start)));
        return new String(in.readNBytes(length), UTF_8);
    }

    /// Sends one frame. Its mask is zero, which leaves the payload unchanged.
    public void send(int opcode, boolean last, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) ((last ? FINAL : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    /// A frame from the server.
    record Frame(int opcode, boolean last, String payload) {
        /// The status of a close frame.
        int closeCode() {
            byte[] bytes = payload.getBytes(ISO_8859_1);
            return ByteBuffer.wrap(bytes).getShort() & 0xFFFF;
        }
    }

    /// The next frame. Its payload is decoded as UTF-8 for text, as Latin-1 for a close frame.
    Frame receive() throws IOException {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        int opcode = first & 0x0F;
        var charset = opcode == CLOSE ? ISO_8859_1 : UTF_8;
        return new Frame(opcode, (first & FINAL) != 0, new String(payload, charset));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
