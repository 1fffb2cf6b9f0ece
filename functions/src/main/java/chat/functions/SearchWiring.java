package chat.functions;

import chat.domain.BlockLayout;
import chat.search.OperateBlocks;
import chat.search.SearchMessages;

/// Builds the services of search.
final class SearchWiring {
    private final Wiring wiring;
    private final Adapters adapters;

    SearchWiring(Wiring wiring) {
        this.wiring = wiring;
        this.adapters = wiring.adapters();
    }

    OperateBlocks operateBlocks() {
        return new OperateBlocks(
                adapters.log(), adapters.blocks(), wiring.maintainBlocks(), BlockLayout.STANDARD);
    }

    SearchMessages searchMessages() {
        return new SearchMessages(
                adapters.list(),
                adapters.hidden(),
                adapters.log(),
                adapters.blocks(),
                new SearchMessages.Surroundings(
                        BlockLayout.STANDARD,
                        adapters.limits(),
                        wiring.parallel(),
                        wiring.clock()));
    }
}
