package chat.functions;

import chat.search.SearchMessages;

/// Builds the services of search.
final class SearchWiring {
    private final Wiring wiring;
    private final Adapters adapters;

    SearchWiring(Wiring wiring) {
        this.wiring = wiring;
        this.adapters = wiring.adapters();
    }

    SearchMessages searchMessages() {
        return new SearchMessages(
                adapters.list(),
                adapters.hidden(),
                adapters.log(),
                new SearchMessages.Surroundings(
                        adapters.limits(), wiring.parallel(), wiring.clock()));
    }
}
