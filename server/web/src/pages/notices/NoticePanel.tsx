import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { SidePanel } from "../../parts/SidePanel";
import { Answer, NotFound } from "../../parts/states";
import { NoticeBody } from "./NoticeBody";
import { NoticeQuery } from "./operations";

/** A notice beside the list. */
export function NoticePanel({
  of,
  onClose,
  onEdit,
}: {
  of: string;
  onClose: () => void;
  onEdit: () => void;
}) {
  const { asOf } = useDay();
  const asked = useAsk(NoticeQuery, { key: of, asOf: asOf ?? null });
  return (
    <SidePanel
      label={asked.data?.notice?.title ?? of}
      page={`/notices/${encodeURIComponent(of)}`}
      onClose={onClose}
    >
      <Answer of={asked}>
        {({ notice }) => (notice ? <NoticeBody of={notice} onEdit={onEdit} /> : <NotFound of={of} />)}
      </Answer>
    </SidePanel>
  );
}
