import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";

interface Props {
  label: string;
  /** As the address has it. */
  text: string;
  /** Tells what was typed, once typing rests. */
  onText: (text: string) => void;
  className?: string | undefined;
}

/** Where a list is narrowed by words. */
export function TextFilter({ label, text, onText, className }: Props) {
  const [typed, setTyped] = useState(text);
  // What was told from here, until the address says it: it must not take the place of what was typed since.
  const told = useRef<string[]>([]);
  const tell = useDebouncedCallback((typed: string) => {
    if (typed === (told.current.at(-1) ?? text)) return;
    told.current.push(typed);
    onText(typed);
  }, 200);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tell` is another at every turn.
  useEffect(() => {
    const mine = told.current.indexOf(text);
    if (mine >= 0) {
      told.current.splice(0, mine + 1);
      return;
    }
    // A view that was chosen, a step back, filters that were cleared.
    told.current = [];
    tell.cancel();
    setTyped(text);
  }, [text]);
  return (
    <TextInput
      {...(className && { className })}
      size="xs"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
    />
  );
}
