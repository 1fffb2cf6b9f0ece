package chat.inmemory;

import chat.service.Parallel;
import chat.service.ParallelContract;

final class SequentialParallelTest implements ParallelContract {
    @Override
    public Parallel parallel() {
        return new SequentialParallel();
    }
}
