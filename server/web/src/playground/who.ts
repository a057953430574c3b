/** As whom questions are asked: who is signed in, or whose token was typed into the headers. */
export async function whoAsks(headers: Record<string, string>): Promise<string | undefined> {
  const response = await fetch("/graphql", {
    method: "POST",
    cache: "no-store",
    headers: { ...headers, "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: "{ viewer { name } }" }),
  });
  const { data } = (await response.json()) as { data?: { viewer?: { name?: string } } };
  return data?.viewer?.name;
}

/** Says it in the strip; asked again when the headers are others than before. */
export function tellsWho(strip: HTMLElement | null): (headers: Record<string, string>) => void {
  let asked: string | undefined;
  return (headers) => {
    const now = JSON.stringify(headers);
    if (!strip || asked === now) return;
    asked = now;
    whoAsks(headers)
      .then((name) => {
        // What was asked meanwhile is answered by itself.
        if (asked !== now) return;
        strip.replaceChildren();
        if (name) {
          const [lead, who] = [document.createElement("span"), document.createElement("strong")];
          lead.textContent = "Signed in as ";
          who.textContent = name;
          strip.append(lead, who);
        } else strip.textContent = "Not signed in";
        strip.title = strip.textContent ?? "";
      })
      // That the server does not answer is told where a question is asked.
      .catch(() => {
        asked = undefined;
      });
  };
}
