import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../data/live";
import { Answer, Empty } from "../parts/states";
import { kindAndKey } from "./document";
import { EditForm } from "./EditForm";
import { type Held, heldOf, RecordToEdit } from "./records";

/** The form of a record by its global id, such as `party:mailer`. Says what saving would change before it is saved. */
export function EditRecord({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { t: say } = useTranslation("register");
  const { kind, key } = kindAndKey(id);
  const answer = useAsk(RecordToEdit, { id }, { pause: !kind });
  // A form that is open stays open when its record is removed by someone: it says so when it is saved.
  const shown = useRef<{ id: string; held: Held }>(undefined);
  const held = heldOf(answer.data?.node);
  if (held && held.key === key) shown.current = { id, held };
  if (!kind) return <p className="quiet">{say("edit.unknown")}</p>;
  const latest = shown.current?.id === id ? shown.current.held : undefined;
  if (latest) return <EditForm key={id} id={id} latest={latest} onDone={onDone} />;
  return (
    <Answer of={answer}>
      {({ node }) => (node ? null : <Empty title={t("state.recordNotFound", { key })} />)}
    </Answer>
  );
}
