import { ActionIcon, Burger, Button, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { useDisclosure, useHotkeys, useLocalStorage } from "@mantine/hooks";
import {
  IconCheck,
  IconKeyboard,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSearch,
  IconUserCircle,
} from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useLocation, useNavigate } from "react-router";
import { FIRST_DAY, isDay, LAST_DAY, useDay } from "../data/day";
import { useAsk } from "../data/live";
import { graphql } from "../gql";
import { LANGUAGES, type Language, speak } from "../i18n";
import { useKeptPlace } from "../parts/keptPlace";
import { useTo } from "../parts/Link";
import { useDayWords } from "../parts/marks";
import { Sheet } from "../parts/Sheet";
import mark from "../style/mark.svg";
import css from "./Frame.module.css";
import { Keys } from "./Keys";
import { Palette, palette } from "./Palette";
import { PAGES, PLAYGROUND } from "./pages";

const ViewerQuery = graphql(`
  query Viewer {
    viewer { name rights }
  }
`);

/** What stands around every page: the navigation, the palette, the day and the user. */
export function Frame() {
  const { t } = useTranslation();
  const [narrow, setNarrow] = useLocalStorage({
    key: "kept.nav.narrow",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const [menu, { open, close }] = useDisclosure(false);
  const [keys, showKeys] = useDisclosure(false);
  const [main, setMain] = useState<HTMLElement | null>(null);
  const { pathname } = useLocation();
  useKeptPlace(main, "main", { page: pathname });
  const path = useRef(pathname);
  // A page that was gone to is read from its start, by people who listen too.
  useEffect(() => {
    if (path.current === pathname) return;
    path.current = pathname;
    close();
    main?.focus({ preventScroll: true });
  }, [pathname, close, main]);
  useGoKeys();
  useHotkeys([["shift+?", showKeys.open]]);
  return (
    <div className={css.frame} data-narrow={narrow}>
      <a className={css.skip} href="#main">
        {t("nav.skip")}
      </a>
      <nav className={css.nav} aria-label={t("nav.label")}>
        <Pages narrow={narrow} />
        <Tooltip label={narrow ? t("nav.expand") : t("nav.collapse")} position="right">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={narrow ? t("nav.expand") : t("nav.collapse")}
            onClick={() => setNarrow(!narrow)}
          >
            {narrow ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />}
          </ActionIcon>
        </Tooltip>
      </nav>
      <header className={css.top}>
        <div className={css.menu}>
          <Burger size="sm" opened={menu} onClick={open} aria-label={t("nav.open")} />
        </div>
        <button
          type="button"
          className={css.search}
          onClick={palette.open}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <IconSearch size={16} aria-hidden />
          <span className={css.searchText}>{t("top.search")}</span>
          <span className={css.searchShort}>{t("top.searchShort")}</span>
          <span className={css.shortcut}>Ctrl K</span>
        </button>
        <span className={css.gap} />
        <DayPicker />
        <User onKeys={showKeys.open} />
      </header>
      <Banner />
      <main id="main" className={css.main} ref={setMain} tabIndex={-1}>
        <Outlet />
      </main>
      <Sheet opened={menu} onClose={close} title={t("product")} position="left" size="16rem">
        <nav className={css.menuPages} aria-label={t("nav.label")}>
          <Pages narrow={false} plain />
        </nav>
      </Sheet>
      <Palette />
      <Keys opened={keys} onClose={showKeys.close} />
    </div>
  );
}

function Pages({ narrow, plain = false }: { narrow: boolean; plain?: boolean }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const keep = useTo();
  const tip = (label: string, child: React.ReactElement) => (
    <Tooltip key={label} label={label} position="right" disabled={!narrow}>
      {child}
    </Tooltip>
  );
  return (
    <>
      {!plain && (
        <NavLink className={css.brand as string} to={keep("/")}>
          <img src={mark} alt="" width="22" height="22" />
          <span className={css.text}>{t("product")}</span>
        </NavLink>
      )}
      {PAGES.map(({ id, path, icon: Icon, ...page }) =>
        tip(
          t(`nav.${id}`),
          <NavLink
            className={css.item as string}
            to={keep(path)}
            end={path === "/"}
            data-near={"with" in page && pathname.startsWith(page.with)}
          >
            <Icon size={18} aria-hidden />
            <span className={css.text}>{t(`nav.${id}`)}</span>
          </NavLink>,
        ),
      )}
      <hr className={css.rule} />
      {tip(
        t("nav.playground"),
        <a className={css.item} href={PLAYGROUND.path}>
          <PLAYGROUND.icon size={18} aria-hidden />
          <span className={css.text}>{t("nav.playground")}</span>
        </a>,
      )}
      <span className={css.spacer} />
    </>
  );
}

function DayPicker() {
  const { t } = useTranslation();
  const { day, setDay } = useDay();
  const field = useRef<HTMLInputElement>(null);
  // What is being typed is the field's own: a year that is half there is no day to show anything as of.
  const [typed, setTyped] = useState(day);
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(day);
  }, [day]);
  return (
    <label className={css.day}>
      <span className={css.dayText}>{t("top.day")}</span>
      <input
        ref={field}
        type="date"
        value={typed}
        min={FIRST_DAY}
        max={LAST_DAY}
        required
        aria-label={t("top.dayLabel")}
        onChange={({ target: { value } }) => {
          setTyped(value);
          if (isDay(value)) setDay(value);
        }}
        onBlur={() => setTyped(day)}
      />
    </label>
  );
}

function Banner() {
  const { t } = useTranslation();
  const { asOf, setDay, wrong } = useDay();
  const say = useDayWords();
  if (!asOf && !wrong) return null;
  return (
    <div className={css.banner} role="status">
      <strong>{asOf ? t("top.banner", { day: say.day(asOf) }) : t("top.noSuchDay", { day: wrong })}</strong>
      <Button size="compact-sm" variant="default" onClick={() => setDay(undefined)}>
        {t(asOf ? "top.backToToday" : "top.stayToday")}
      </Button>
    </div>
  );
}

function User({ onKeys }: { onKeys: () => void }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const viewer = useAsk(ViewerQuery, {}).data?.viewer;
  const chosen = (is: boolean) => (is ? <IconCheck size={14} aria-hidden /> : <span style={{ width: 14 }} />);
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("top.settings")}>
          <IconUserCircle size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {viewer && <Menu.Label>{t("top.user", { name: viewer.name })}</Menu.Label>}
        <Menu.Item leftSection={<IconKeyboard size={14} aria-hidden />} onClick={onKeys}>
          {t("top.keys")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t("top.theme")}</Menu.Label>
        {(["auto", "light", "dark"] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            leftSection={chosen(colorScheme === scheme)}
            onClick={() => setColorScheme(scheme)}
            aria-current={colorScheme === scheme}
          >
            {t(scheme === "auto" ? "top.system" : `top.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("top.language")}</Menu.Label>
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <Menu.Item
            key={language}
            lang={language}
            leftSection={chosen(i18n.language === language)}
            onClick={() => void speak(language as Language)}
            aria-current={i18n.language === language}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Label fw={400}>{t("top.languageHint")}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}

/** `g` and then a page's key goes there. */
function useGoKeys() {
  const go = useNavigate();
  const keep = useTo();
  const since = useRef(0);
  const latest = useRef({ go, keep });
  latest.current = { go, keep };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest("input, textarea, select, [role=combobox]") ||
        // What is begun in a dialog is not lost by a key that is meant for the page.
        document.querySelector("[role=dialog][aria-modal=true]")
      ) {
        return;
      }
      if (event.key === "g") {
        since.current = event.timeStamp;
        return;
      }
      const page = PAGES.find(({ key }) => key === event.key);
      if (page && since.current > 0 && event.timeStamp - since.current < 1500) {
        event.preventDefault();
        event.stopPropagation();
        latest.current.go(latest.current.keep(page.path));
      }
      since.current = 0;
    };
    window.addEventListener("keydown", pressed, { capture: true });
    return () => window.removeEventListener("keydown", pressed, { capture: true });
  }, []);
}
