package chat.inmemory;

import chat.port.PresenceSubscriptions;
import chat.port.PresenceSubscriptionsContract;

final class InMemoryPresenceSubscriptionsTest implements PresenceSubscriptionsContract {
    @Override
    public PresenceSubscriptions subscriptions() {
        return new InMemoryPresenceSubscriptions();
    }
}
