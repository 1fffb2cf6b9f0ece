import type { Conversation } from "@serverlesschat/client";
import { useRef } from "preact/hooks";
import type { Target } from "../actions/acting.js";
import { DetailsDialog } from "../actions/details-dialog.jsx";
import { ForwardDialog } from "../actions/forward-dialog.jsx";
import { MessageMenu } from "../actions/message-menu.jsx";
import { useChatScope } from "../common/context.js";
import { Question } from "../common/question.jsx";
import { EmojiPicker } from "../emoji/emoji-picker.jsx";
import { t } from "../language/language.js";
import type { Actions } from "./use-actions.js";

const PICKER = "reaction";

export interface ActionDialogsProps {
  readonly conversation: Conversation;
  readonly actions: Actions;
}

/** The menu of a message, and the dialogs that it opens. */
export function ActionDialogs({ conversation, actions }: ActionDialogsProps) {
  const reacting = useRef<Target>(undefined);
  const { names } = useChatScope();
  const { opened } = actions;
  const pickFor = (message: Target) => {
    reacting.current = message;
    document.getElementById(PICKER)?.showPopover();
  };
  return (
    <>
      {opened?.what === "menu" && (
        <MessageMenu
          conversation={conversation}
          message={opened.message}
          beside={opened.beside}
          onAct={action => actions.act(action, opened.message)}
          onReact={emoji => actions.react(opened.message, emoji)}
          onMore={() => pickFor(opened.message)}
          onClose={actions.close}
        />
      )}
      {opened?.what === "details" && (
        <DetailsDialog
          conversation={conversation}
          message={opened.message}
          onTakeBack={() => actions.react(opened.message, "")}
          onClose={actions.close}
        />
      )}
      {opened?.what === "forward" && (
        <ForwardDialog
          onForward={peers => actions.forward(opened.message, peers)}
          onClose={actions.close}
        />
      )}
      {opened?.what === "remove" && (
        <Question
          text={t.actions.removeQuestion}
          action={t.actions.removeNow}
          onConfirm={() => actions.remove(opened.message)}
          onClose={actions.close}
        />
      )}
      {opened?.what === "hide" && (
        <Question
          text={t.actions.hideQuestion}
          action={t.actions.hideNow}
          onConfirm={() => actions.hide(opened.message)}
          onClose={actions.close}
        />
      )}
      {opened?.what === "clear" && (
        <Question
          text={t.actions.clearQuestion(names.of(conversation.peer))}
          action={t.actions.clear}
          onConfirm={() => actions.clear(opened.upTo)}
          onClose={actions.close}
        />
      )}
      <EmojiPicker
        id={PICKER}
        onPick={emoji => reacting.current && actions.react(reacting.current, emoji)}
      />
    </>
  );
}
