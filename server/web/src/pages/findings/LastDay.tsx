import { Button, Group, TextInput, type TextInputProps } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { plusDays, today } from "../../data/day";

/** A day from today on, typed or some days away. */
export function LastDay({
  ahead,
  choose,
  ...input
}: TextInputProps & { ahead: readonly number[]; choose: (day: string) => void }) {
  const { t } = useTranslation("findings");
  const days = useId();
  return (
    <div>
      <TextInput type="date" min={today()} aria-describedby={days} {...input} />
      <Group gap={4} mt={4} id={days}>
        {ahead.map((count) => (
          <Button
            key={count}
            size="compact-xs"
            variant="default"
            onClick={() => choose(plusDays(today(), count))}
          >
            {t("accept.days", { count })}
          </Button>
        ))}
      </Group>
    </div>
  );
}
