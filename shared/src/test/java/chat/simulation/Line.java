package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Optional;

/// A connection as the device has it.
interface Line {
    /// What the trace calls it.
    String name();

    /// Sends a frame, if it is open.
    void send(String frame);

    /// Ends it from the device's side.
    void leave();

    /// Lets nothing pass any more, without a word to either side.
    void cut();

    /// Who opens a connection, and how.
    record Handshake(
            UserId user, DeviceId device, Optional<Instant> since, Instant tokenExpiresAt) {}

    /// The device's end. Nothing is called before [Surroundings#connect] has returned.
    interface Client {
        /// Frames may be sent.
        void opened();

        /// The handshake failed.
        void refused();

        /// A frame came.
        void received(String frame);

        /// The connection was closed by the other side.
        void closed();
    }
}
