package chat.inmemory;

import chat.port.Parallel;
import chat.port.ParallelContract;

final class VirtualThreadParallelTest implements ParallelContract {
    @Override
    public Parallel parallel() {
        return new VirtualThreadParallel();
    }
}
