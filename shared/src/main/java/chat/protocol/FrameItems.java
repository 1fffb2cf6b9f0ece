package chat.protocol;

import chat.protocol.ClientFrame.Ack;
import chat.protocol.ClientFrame.Conversation;
import chat.protocol.ClientFrame.Conversations;
import chat.protocol.ClientFrame.History;
import chat.protocol.ClientFrame.Invalid;
import chat.protocol.ClientFrame.Presence;
import chat.protocol.ClientFrame.Profile;
import chat.protocol.ClientFrame.SendMessage;
import chat.protocol.ClientFrame.Sync;
import chat.protocol.ClientFrame.Typing;

/// The number of items that one frame requests.
public final class FrameItems {
    /// The blocks of hidden messages that one frame reads cost about as much as the logs of a
    /// catch-up.
    private static final int HIDDEN_SINCE = Sync.FRAMES_MAX;

    private FrameItems() {}

    /// Acknowledgements, users, hidden messages, or the frames and logs of a catch-up; 0 for a
    /// frame that requests one item.
    public static int of(ClientFrame frame) {
        return switch (frame) {
            case Ack ack -> ack.acks().size() + ack.invalid().size();
            case Sync sync -> Sync.FRAMES_MAX + sync.cursors().size();
            case Hide.Messages hide -> hide.seqs().size();
            case Hide.Since _ -> HIDDEN_SINCE;
            case Profile.Get get -> get.users().size();
            case Presence presence ->
                    presence.watch().size() + presence.unwatch().size() + presence.get().size();
            case SendMessage _,
                    History _,
                    Conversations _,
                    Search _,
                    Profile.Set _,
                    Profile.Find _,
                    Conversation _,
                    Hide.Clear _,
                    Typing _,
                    Invalid _ ->
                    0;
        };
    }
}
