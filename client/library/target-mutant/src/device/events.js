import { pick } from "../pick.js";
import { unreadCount } from "./unread.js";
export function stateOf(replica) {
    return {
        ...pick(replica, "peer", "base", "held", "read", "peerDelivered", "peerRead", "lastMessage"),
        ...pick(replica, "blocked", "muted", "archived", "pinned"),
        lastSeq: replica.end,
        unread: unreadCount(replica),
    };
}
//# sourceMappingURL=events.js.map