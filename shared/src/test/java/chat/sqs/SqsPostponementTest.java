package chat.sqs;

import chat.port.Postponement;
import chat.port.PostponementContract;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Optional;

final class SqsPostponementTest implements PostponementContract {
    @RegisterExtension static final SqsExtension SQS = new SqsExtension();

    @Override
    public Postponement postponement() {
        return new SqsPostponement(SQS.client(), SQS.fifo());
    }

    @Override
    public void add(String group, String message) {
        SQS.client()
                .sendMessage(
                        send ->
                                send.queueUrl(SQS.fifo())
                                        .messageGroupId(group)
                                        .messageDeduplicationId(message)
                                        .messageBody(message));
    }

    @Override
    public Optional<Receive> receive(boolean expected) {
        return SQS.receive(SQS.fifo(), expected)
                .map(message -> new Receive(message.body(), message.receiptHandle()));
    }
}
