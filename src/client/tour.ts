// The README's five-minute tour against a running service, through the generated client.
//
//   PERENNIAL_URL      where the service is (http://localhost:8080 when absent)
//   PERENNIAL_API_KEY  the key that `make run` printed
//
// Everything it makes is new, so that it can run as often as one likes.
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/perennial.js";

type Schemas = components["schemas"];

const MINUTES_TO_WAIT = 2;

const key = process.env["PERENNIAL_API_KEY"];
if (key === undefined || key === "") {
  console.error("Set PERENNIAL_API_KEY to the key that `make run` printed.");
  process.exit(2);
}
const perennial = createClient<paths>({
  baseUrl: process.env["PERENNIAL_URL"] ?? "http://localhost:8080",
  headers: { Authorization: `Bearer ${key}` },
});

/** The answer's body; a problem ends the tour. */
async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) {
    throw new Error(`${response.status} ${response.url}: ${JSON.stringify(error)}`);
  }
  return data;
}

/** Asks again each second until there is an answer. */
async function waitFor<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let second = 0; second < 60 * MINUTES_TO_WAIT; second++) {
    const found = await ask();
    if (found !== undefined) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error(`No ${what} after ${MINUTES_TO_WAIT} minutes.`);
}

function only<T>(items: T[], what: string): T {
  const [first] = items;
  if (items.length !== 1 || first === undefined) {
    throw new Error(`Expected one ${what}, found ${items.length}.`);
  }
  return first;
}

const DAY = 24 * 60 * 60 * 1000;
const run = Date.now().toString(36);

function daysFromNow(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString();
}

function day(days: number): string {
  return daysFromNow(days).slice(0, 10);
}

async function customerAndContract(): Promise<Schemas["Contract"]> {
  const product = await answer(
    perennial.POST("/v1/products", { body: { code: `TOUR-${run}`, name: "Tour platform" } }),
  );
  const customer = await answer(
    perennial.POST("/v1/customers", {
      body: { name: `Tour Instruments ${run}`, tier: "ENTERPRISE", currency: "EUR" },
    }),
  );
  const contract = await answer(
    perennial.POST("/v1/contracts", {
      body: {
        customerId: customer.id,
        startDate: day(-290),
        endDate: day(75),
        autoRenew: false,
        noticeDays: 30,
        lines: [{ productId: product.id, quantity: 100, unitPrice: "40.00", amountPeriod: "MONTH" }],
      },
    }),
  );
  console.log(`Customer ${customer.name} with a contract of ${contract.arr.amount} ${contract.arr.currency} a year.`);
  return contract;
}

async function renewalOf(contract: Schemas["Contract"]): Promise<Schemas["RenewalItem"]> {
  const page = await answer(
    perennial.GET("/v1/renewals", { params: { query: { contractId: contract.id } } }),
  );
  const renewal = only(page.items, "renewal");
  console.log(`Its renewal appeared: due ${renewal.dueDate}, to be decided by ${renewal.decisionDeadlineDate}.`);
  return renewal;
}

async function signals(customer: string): Promise<void> {
  const seen = (what: string, days: number) => ({
    source: "tour",
    sourceId: `${run}-${what}-${days}`,
    customer,
    occurredAt: daysFromNow(-days),
  });
  const usage = [80, 60, 40, 20, 5].map((days, week) => ({
    ...seen("usage", days),
    kind: "USAGE" as const,
    type: "active_users",
    value: 400 - 80 * week,
  }));
  const sent = await answer(
    perennial.POST("/v1/signals/bulk", {
      body: {
        items: [
          ...usage,
          { ...seen("champion", 30), kind: "EVENT", type: "champion_left" },
          { ...seen("ticket", 12), kind: "TICKET", type: "ticket", severity: 1, phase: "OPENED", subjectKey: `${run}-1` },
        ],
      },
    }),
  );
  const refused = sent.items.filter((item) => item.problem !== null);
  if (refused.length > 0) {
    throw new Error(`Signals were refused: ${JSON.stringify(refused)}`);
  }
  console.log(`${sent.items.length} signals went in.`);
}

async function scored(renewalId: string): Promise<Schemas["RiskScore"]> {
  const job = await answer(
    perennial.POST("/v1/risk-scores/runs", { body: { renewalIds: [renewalId] } }),
  );
  const finished = await waitFor("end of the scoring run", async () => {
    const now = await answer(perennial.GET("/v1/jobs/{id}", { params: { path: { id: job.id } } }));
    return now.finishedAt === null ? undefined : now;
  });
  if (finished.state !== "SUCCEEDED") {
    throw new Error(`The scoring run ended as ${finished.state}: ${finished.failure}`);
  }
  const scores = await answer(
    perennial.GET("/v1/renewals/{id}/risk-scores", { params: { path: { id: renewalId }, query: { limit: 1 } } }),
  );
  const latest = only(scores.items, "score");
  return answer(perennial.GET("/v1/risk-scores/{id}", { params: { path: { id: latest.id } } }));
}

function why(score: Schemas["RiskScore"]): void {
  console.log(`Risk of not renewing: ${score.percent}% (${score.band}). Why:`);
  for (const reason of score.reasons.slice(0, 5)) {
    console.log(`  ${reason.points >= 0 ? "+" : ""}${reason.points} points: ${reason.sentence}`);
  }
}

async function decide(renewalId: string): Promise<void> {
  const decided = await answer(
    perennial.POST("/v1/renewals/{id}/outcome", {
      params: { path: { id: renewalId }, header: { "Idempotency-Key": `tour-${run}` } },
      body: {
        outcome: "RENEWED",
        reasons: [{ code: "RELATIONSHIP", evidence: "STATED" }],
        followUp: { kind: "CREATE", termMonths: 12 },
        note: "Signed after an executive call.",
      },
    }),
  );
  if (decided.outcome === null || decided.outcome.followUpContractId === null) {
    throw new Error("The outcome was not recorded with its follow-up.");
  }
  const next = await answer(
    perennial.GET("/v1/contracts/{id}", { params: { path: { id: decided.outcome.followUpContractId } } }),
  );
  console.log(`${decided.outcome.outcome}; the next contract runs from ${next.startDate} to ${next.endDate}.`);
}

const contract = await customerAndContract();
const renewal = await renewalOf(contract);
await signals(contract.customerId);
why(await scored(renewal.id));
await decide(renewal.id);
