// Asks Kept whether something may be shared, before it is.

export interface Question {
  source: string;
  recipient: string;
  categories: string[];
  purposes: string[];
  /** The day that is asked about; today when not said. */
  asOf?: string;
}

export interface Answer {
  asOf: string;
  revision: number;
  decision: "ALLOW" | "UNPROVEN" | "DENY";
  flows: string[];
  reasons: { verdict: "BROKEN" | "UNPROVEN"; ground: string; message: string }[];
}

/** What to do when Kept cannot be asked: `closed` shares nothing, `open` goes on. It is yours to choose, for each use. */
export type WhenAway = "closed" | "open";

/**
 * Whether a sharing may happen. UNPROVEN is not a yes. A question that is wrong is an error, whatever `whenAway` says. Kept is away when its
 * answer is not there, to its last byte, after `patience` milliseconds.
 */
export async function mayShare(
  kept: string,
  question: Question,
  whenAway: WhenAway = "closed",
  patience = 250,
): Promise<boolean> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`${kept}/v1/may-share`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(question),
      signal: AbortSignal.timeout(patience),
    });
    if (response.status >= 500) throw new Error(`Kept answered ${response.status}`);
    body = await response.json();
  } catch (error) {
    console.warn("Kept cannot be asked:", error);
    return whenAway === "open";
  }
  if (!response.ok) throw new Error(JSON.stringify(body));
  return (body as Answer).decision === "ALLOW";
}
