import { contentOf, type Message, type OutgoingMessage } from "@serverlesschat/client";
import { useChat, useConnection, useConversations, useMessages } from "@serverlesschat/react";
import { useEffect, useState } from "react";

/** The list of conversations, and the open one. */
export function App() {
  const [peer, setPeer] = useState("");
  const open = (form: FormData) => setPeer(String(form.get("peer")));
  return (
    <>
      <p role="status">{useConnection().status}</p>
      <form action={open}>
        <input name="peer" aria-label="Write to" required />
        <button type="submit">Open</button>
      </form>
      <nav>
        {useConversations().map(({ peer, unread }) => (
          <button type="button" key={peer} onClick={() => setPeer(peer)}>
            {peer} ({unread})
          </button>
        ))}
      </nav>
      {peer && <Conversation key={peer} peer={peer} />}
    </>
  );
}

function Conversation({ peer }: { readonly peer: string }) {
  const conversation = useChat().conversation(peer);
  const { messages, outgoing, more, loadOlder, error } = useMessages(peer);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<Error>();
  const last = messages.at(-1)?.seq;
  useEffect(() => {
    conversation.markRead(last ?? 0).catch(setProblem);
  }, [conversation, last]);
  const send = () => conversation.send(text).then(onDisk, setProblem);
  const onDisk = () => {
    setProblem(undefined);
    setText(now => (now === text ? "" : now));
  };
  return (
    <section aria-label={peer}>
      {more && (
        <button type="button" onClick={loadOlder}>
          Older messages
        </button>
      )}
      <ul role="log">
        {[...messages, ...outgoing].map(message => (
          <Row key={message.clientMessageId} message={message} />
        ))}
      </ul>
      <p role="alert">{(problem ?? error)?.message}</p>
      <form action={send}>
        <input aria-label="Message" value={text} onChange={event => setText(event.target.value)} />
        <button type="submit">Send</button>
      </form>
    </section>
  );
}

function Row({ message }: { readonly message: Message | OutgoingMessage }) {
  const conversation = useChat().conversation(message.peer);
  const content = contentOf(message);
  const text = content.type === "text" ? content.text : `This message is ${content.type}.`;
  const isOwn = !("mine" in message) || message.mine;
  return (
    <li>{isOwn ? `${text} (${conversation.status(message)})` : `${message.peer}: ${text}`}</li>
  );
}
