import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { type CombinedError, useClient } from "urql";
import { faultOf } from "../../data/faults";
import type { CreateChannelInput, UpdateChannelInput } from "../../gql/graphql";
import { tellWithUndo } from "../../parts/undo";
import { type Channel, CreateChannel, DeleteChannel, UpdateChannel } from "./queries";
import { type ChannelValues, differencesOf, inputOf, valuesOf } from "./values";

export type Done = { channel: Channel } | { error: CombinedError };

/** Adds, changes, pauses and removes channels. Each can be taken back. */
export function useChannelActions() {
  const client = useClient();
  const { t } = useTranslation("channels");
  const { t: common } = useTranslation();

  const create = useCallback(
    async (values: ChannelValues): Promise<Done> => {
      const input = inputOf(values) as unknown as CreateChannelInput;
      const { data, error } = await client.mutation(CreateChannel, { input }).toPromise();
      return data ? { channel: data.createChannel.channel } : { error: error as CombinedError };
    },
    [client],
  );
  const update = useCallback(
    async (
      key: string,
      expectedRevision: number,
      before: ChannelValues,
      after: ChannelValues,
    ): Promise<Done> => {
      const input = { ...differencesOf(before, after), key, expectedRevision } as UpdateChannelInput;
      const { data, error } = await client.mutation(UpdateChannel, { input }).toPromise();
      return data ? { channel: data.updateChannel.channel } : { error: error as CombinedError };
    },
    [client],
  );
  const remove = useCallback(
    async ({ key, revision }: Pick<Channel, "key" | "revision">): Promise<CombinedError | undefined> => {
      const input = { key, expectedRevision: revision };
      return (await client.mutation(DeleteChannel, { input }).toPromise()).error;
    },
    [client],
  );

  const tell = useCallback(
    (message: string, undo: () => Promise<CombinedError | undefined>) => {
      const back = async () => {
        const error = await undo();
        notifications.show(
          error
            ? { color: "red", message: t("act.failed", { message: faultOf(error).message }) }
            : { message: t("act.undone") },
        );
      };
      tellWithUndo(message, common("action.undo"), () => void back(), 12_000);
    },
    [t, common],
  );

  const add = useCallback(
    async (values: ChannelValues): Promise<Done> => {
      const done = await create(values);
      if ("channel" in done) tell(t("form.made", { name: done.channel.title }), () => remove(done.channel));
      return done;
    },
    [create, remove, t, tell],
  );
  const change = useCallback(
    async (
      channel: Pick<Channel, "key" | "revision">,
      before: ChannelValues,
      after: ChannelValues,
      said: "form.saved" | "act.pausedDone" | "act.resumedDone" = "form.saved",
    ): Promise<Done> => {
      const done = await update(channel.key, channel.revision, before, after);
      if ("channel" in done)
        tell(t(said, { name: done.channel.title }), async () => {
          const back = await update(channel.key, done.channel.revision, after, before);
          return "error" in back ? back.error : undefined;
        });
      return done;
    },
    [t, tell, update],
  );
  /** Says what went wrong when it was not removed. */
  const discard = useCallback(
    async (channel: Channel): Promise<CombinedError | undefined> => {
      const error = await remove(channel);
      if (!error)
        tell(t("form.removed", { name: channel.title }), async () => {
          const back = await create(valuesOf(channel));
          return "error" in back ? back.error : undefined;
        });
      return error;
    },
    [create, remove, t, tell],
  );
  const pause = useCallback(
    async (channel: Channel) => {
      const before = valuesOf(channel);
      const paused = !channel.paused;
      const done = await change(
        channel,
        before,
        { ...before, paused },
        paused ? "act.pausedDone" : "act.resumedDone",
      );
      if ("error" in done)
        notifications.show({
          color: "red",
          message: t("act.failed", { message: faultOf(done.error).message }),
        });
    },
    [change, t],
  );
  return { add, change, discard, pause };
}
