package chat.inmemory;

import chat.port.Parallel;
import chat.port.ParallelContract;

final class SequentialParallelTest implements ParallelContract {
    @Override
    public Parallel parallel() {
        return new SequentialParallel();
    }
}
