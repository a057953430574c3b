/** How long ago a moment was, in words: "10 minutes ago". Empty for less than a minute. */
export function ago(moment: number, now: number, language: string): string {
  const minutes = Math.floor((now - moment) / 60_000);
  if (minutes < 1) return "";
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (minutes < 60) return words.format(-minutes, "minute");
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? words.format(-hours, "hour") : words.format(-Math.floor(hours / 24), "day");
}
