import { Button, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import { PageHead } from "../../parts/PageHead";
import { Split } from "../../parts/SidePanel";
import { Failure, Waiting } from "../../parts/states";
import { NEW, useShown, type View } from "./address";
import type { Draft } from "./draft";
import { EditorPanel } from "./EditorPanel";
import { NoNotice } from "./NoNotice";
import { NoticePicker, NoticesInForceQuery } from "./NoticePicker";
import { PromiseList } from "./PromiseList";
import { PromisePanel } from "./PromisePanel";
import { Reading } from "./Reading";

const NoticeOfQuery = graphql(`
  query NoticeOfPromise($key: String!) {
    promise(key: $key) { key notice { key title } }
  }
`);

/** The reading room: a notice as users read it, each promise underlined by whether it is kept. */
export default function Promises() {
  const { t } = useTranslation("promises");
  const { shown, show } = useShown();
  const { notice, title, asked } = useNotice();
  const [started, start] = useState<Partial<Draft>>({});
  const make = useCallback(
    (draft: Partial<Draft>) => {
      start(draft);
      show({ edit: NEW });
    },
    [show],
  );
  const close = useCallback(() => show({ open: undefined, edit: undefined }), [show]);
  const panel = shown.edit ? (
    <EditorPanel
      key={shown.edit}
      of={shown.edit}
      start={{ ...(notice && { notice }), ...started }}
      onClose={() => show({ edit: undefined })}
      onSaved={(key) => show({ edit: undefined, open: key })}
    />
  ) : shown.open ? (
    <PromisePanel of={shown.open} onClose={close} onEdit={() => show({ edit: shown.open })} />
  ) : undefined;
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <SegmentedControl
              size="xs"
              aria-label={t("view.label")}
              data={(["reading", "list"] as const).map((view) => ({ value: view, label: t(`view.${view}`) }))}
              value={shown.view}
              onChange={(view) => show({ view: view as View })}
            />
            <Button
              size="xs"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => make({})}
              disabled={!notice && shown.view === "reading"}
            >
              {t("make")}
            </Button>
          </>
        }
      />
      <Split
        panel={panel}
        list={
          shown.view === "list" ? (
            <PromiseList title={title} />
          ) : notice ? (
            <Reading
              key={notice}
              notice={notice}
              picker={
                <NoticePicker
                  value={notice}
                  title={title}
                  onChange={(notice) => show({ notice, open: undefined })}
                  all={false}
                />
              }
              onMake={make}
            />
          ) : asked.error && !asked.data ? (
            <Failure error={asked.error} again={asked.again} />
          ) : asked.data ? (
            <NoNotice />
          ) : (
            <Waiting lines={10} />
          )
        }
      />
    </>
  );
}

/** The notice to read: the one the address names, else that of the promise that is open, else the latest in force. */
function useNotice() {
  const { shown } = useShown();
  const { day } = useDay();
  const inForce = useAsk(NoticesInForceQuery, { on: day, text: null });
  const opened = shown.open ?? (shown.edit === NEW ? undefined : shown.edit);
  const ofOpen = useAsk(
    NoticeOfQuery,
    { key: opened ?? "" },
    { pause: shown.notice !== undefined || opened === undefined },
  );
  const first = inForce.data?.notices.nodes[0];
  if (shown.notice) {
    const known = inForce.data?.notices.nodes.find(({ key }) => key === shown.notice);
    return { notice: shown.notice, title: known?.title, asked: inForce };
  }
  if (opened !== undefined) {
    if (!ofOpen.data && !ofOpen.error) return { notice: undefined, title: undefined, asked: ofOpen };
    const own = ofOpen.data?.promise?.notice;
    if (own) return { notice: own.key, title: own.title, asked: ofOpen };
  }
  return { notice: first?.key, title: first?.title, asked: inForce };
}
