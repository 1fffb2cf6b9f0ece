package chat.inmemory;

import chat.service.PresenceSubscriptions;
import chat.service.PresenceSubscriptionsContract;

final class InMemoryPresenceSubscriptionsTest implements PresenceSubscriptionsContract {
    @Override
    public PresenceSubscriptions subscriptions() {
        return new InMemoryPresenceSubscriptions();
    }
}
