import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy, IconKey } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./Channels.module.css";

/** How long a secret is, in bytes: Standard Webhooks wants 24 to 64. */
const BYTES = 32;

/** A secret as Standard Webhooks writes it. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** Makes a secret in the browser, shows it this once, and says where it belongs and how it is changed. */
export function SecretMaker({ variable }: { variable: string }) {
  const { t } = useTranslation("channels");
  const { t: common } = useTranslation();
  const [secret, setSecret] = useState<string>();
  const line = `${variable || "KEPT_SECRET_…"}="${secret}"`;
  return (
    <section className={css.secret} aria-label={t("secret.title")}>
      {secret && (
        <>
          <p>{t("secret.lead")}</p>
          <output className={css.line} aria-label={t("secret.line")}>
            {line}
          </output>
        </>
      )}
      <div className={css.buttons}>
        {secret && (
          <CopyButton value={line}>
            {({ copied, copy }) => (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={
                  copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
                }
                onClick={copy}
              >
                {copied ? common("action.copied") : t("secret.copy")}
              </Button>
            )}
          </CopyButton>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconKey size={14} aria-hidden />}
          onClick={() => setSecret(newSecret())}
        >
          {t(secret ? "secret.another" : "secret.make")}
        </Button>
      </div>
      {secret && <p className="quiet">{t("secret.rotate")}</p>}
    </section>
  );
}
