import { ActionIcon, Button, Menu, Popover, Stack, TextInput } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconBookmarkPlus, IconCopy, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearchParams } from "react-router";
import { Link } from "./Link";
import { renamed, type SavedView, sameView, viewQuery, withView } from "./savedViews";
import { tellWithUndo } from "./undo";
import css from "./Views.module.css";

interface Props {
  /** Names the list, for what is remembered of it: the same as its `DataTable`'s. */
  list: string;
  /** What the list is called without any filter, such as "All parties". */
  all: string;
  /** Views that everyone has. Their queries are of the same kind as the address of the list: `kind=VENDOR&status=ACTIVE`. */
  presets?: readonly SavedView[];
  /** The query of the list without any filter, where that is not the page's: `view=list`. Views say it too. */
  base?: string;
}

/**
 * The views of a list, each of which is an address: those that come with it and those that its reader named. It knows
 * the list's filters and order only by its address; `open` and `day` are not part of a view.
 */
export function Views({ list, all, presets = [], base = "" }: Props) {
  const { t } = useTranslation("lists");
  const { t: say } = useTranslation();
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const [own, setOwn] = useLocalStorage<SavedView[]>({
    key: `kept.views.${list}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const query = viewQuery(params);
  const current = own.find((view) => sameView(view.query, query));
  const common = [{ name: all, query: base }, ...presets];
  const known = current || common.some((view) => sameView(view.query, query));
  const offered = [...common, ...own];

  const save = (name: string) => {
    setOwn((views) => withView(views, { name, query }));
    notifications.show({ message: t("views.saved", { name }) });
  };
  const remove = (view: SavedView) => {
    setOwn((views) => views.filter(({ name }) => name !== view.name));
    tellWithUndo(t("views.removed", { name: view.name }), say("action.undo"), () =>
      setOwn((views) => withView(views, view)),
    );
  };
  const copy = async (view: SavedView) => {
    const address = `${window.location.origin}${pathname}?${view.query}`;
    // Browsers offer no clipboard to pages of plain HTTP: then the address is shown, to copy by hand.
    const copied = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    );
    notifications.show({ message: copied ? say("action.copied") : address });
  };

  return (
    <nav className={css.bar} aria-label={t("views.label")}>
      <ul className={css.list}>
        {offered.map((view, index) => (
          // Names of the reader's own may be those of views that come with the list.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <li key={`${index} ${view.name}`}>
            <Link
              className={css.view}
              to={view.query ? `${pathname}?${view.query}` : pathname}
              aria-current={sameView(view.query, query) ? "true" : undefined}
            >
              {view.name}
            </Link>
          </li>
        ))}
      </ul>
      <div className={css.own}>
        {!known && <NameView label={t("views.save")} onName={save} />}
        {current && (
          <OwnView
            key={current.name}
            view={current}
            onRename={(name) => setOwn((views) => renamed(views, current.name, name))}
            onCopy={() => void copy(current)}
            onRemove={() => remove(current)}
          />
        )}
      </div>
    </nav>
  );
}

/** Asks what a view is to be called. */
function NameView({ label, onName }: { label: string; onName: (name: string) => void }) {
  const { t: say } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <Popover opened={asking} onChange={setAsking} trapFocus returnFocus position="bottom-start">
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconBookmarkPlus size={14} aria-hidden />}
          onClick={() => setAsking(!asking)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <NameForm
          save={say("action.save")}
          onName={(name) => {
            setAsking(false);
            onName(name);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function NameForm({
  was = "",
  save,
  onName,
}: {
  was?: string;
  save: string;
  onName: (name: string) => void;
}) {
  const { t } = useTranslation("lists");
  const [name, setName] = useState(was);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) onName(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <TextInput
          data-autofocus
          size="xs"
          label={t("views.name")}
          description={t("views.kept")}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" disabled={!name.trim()}>
          {save}
        </Button>
      </Stack>
    </form>
  );
}

/** What can be done with the view of the reader's own that is shown. */
function OwnView({
  view,
  onRename,
  onCopy,
  onRemove,
}: {
  view: SavedView;
  onRename: (name: string) => void;
  onCopy: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation("lists");
  const { t: say } = useTranslation();
  const [naming, setNaming] = useState(false);
  return (
    <Popover opened={naming} onChange={setNaming} trapFocus returnFocus position="bottom-start">
      <Popover.Target>
        <span>
          <Menu position="bottom-start">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("views.change", { name: view.name })}
                title={t("views.change", { name: view.name })}
              >
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={14} aria-hidden />} onClick={() => setNaming(true)}>
                {t("views.rename")}
              </Menu.Item>
              <Menu.Item leftSection={<IconCopy size={14} aria-hidden />} onClick={onCopy}>
                {say("action.copyLink")}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={14} aria-hidden />} onClick={onRemove}>
                {say("action.remove")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("views.rename")}>
        <NameForm
          was={view.name}
          save={t("views.rename")}
          onName={(name) => {
            setNaming(false);
            onRename(name);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
