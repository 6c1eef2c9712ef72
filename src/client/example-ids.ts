// Writes the ids that the contract's examples name (src/main/resources/examples/ids.json) anew, from a fresh demo: after a
// change of the demo portfolio or of the order in which it is loaded. PERENNIAL_URL and PERENNIAL_API_KEY as for the tour.
import { readFileSync, writeFileSync } from "node:fs";
import createClient from "openapi-fetch";
import type { paths } from "./generated/perennial.js";

const FILE = "../main/resources/examples/ids.json";

const perennial = createClient<paths>({
  baseUrl: process.env["PERENNIAL_URL"] ?? "http://localhost:8080",
  headers: { Authorization: `Bearer ${process.env["PERENNIAL_API_KEY"] ?? ""}` },
});

interface Named {
  id: string;
  externalIds: { externalId: string }[];
}

async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) {
    throw new Error(`${response.status} ${response.url}: ${JSON.stringify(error)}`);
  }
  return data;
}

function first<T>(page: { items: T[] }, what: string): T {
  const [found] = page.items;
  if (found === undefined) {
    throw new Error(`The demo has no ${what}.`);
  }
  return found;
}

function keyOf(object: Named): string {
  return object.externalIds[0]?.externalId ?? "";
}

const ids = JSON.parse(readFileSync(FILE, "utf8")) as Record<string, string>;
const path = (name: string) => ({ params: { path: { id: ids[name] ?? "" } } });

ids["userKey"] = keyOf(await answer(perennial.GET("/v1/users/{id}", path("user"))));
ids["productKey"] = keyOf(await answer(perennial.GET("/v1/products/{id}", path("product"))));
ids["customerKey"] = keyOf(await answer(perennial.GET("/v1/customers/{id}", path("customer"))));
ids["contactKey"] = keyOf(await answer(perennial.GET("/v1/contacts/{id}", path("contact"))));

const ofCustomer = { params: { query: { customerId: ids["customer"] ?? "" } } };
const renewal = first(await answer(perennial.GET("/v1/renewals", ofCustomer)), "open renewal of the first customer");
ids["renewal"] = renewal.id;
ids["contract"] = renewal.contractId;
const contract = await answer(perennial.GET("/v1/contracts/{id}", path("contract")));
ids["contractKey"] = keyOf(contract);
ids["line"] = first({ items: contract.lines }, "line").id;

// The first and the last score of the load; what was scored since has an id of its own time.
const scores = await answer(perennial.GET("/v1/renewals/{id}/risk-scores", path("renewal")));
const loaded = { items: scores.items.filter((score) => score.id.startsWith("01980000-")) };
ids["riskScore"] = first(loaded, "score").id;
ids["earlierRiskScore"] = first({ items: [...loaded.items].reverse() }, "score").id;

ids["featureSet"] = first(await answer(perennial.GET("/v1/feature-sets", {})), "feature set").id;
ids["scoringModel"] = first(await answer(perennial.GET("/v1/scoring-models", {})), "scoring model").id;
const jobs = await answer(perennial.GET("/v1/jobs", {}));
ids["job"] = first({ items: [...jobs.items].reverse() }, "job").id;
ids["apiKey"] = first(await answer(perennial.GET("/v1/api-keys", {})), "API key").id;
ids["tenant"] = (await answer(perennial.GET("/v1/me", {}))).tenantId;

writeFileSync(FILE, `${JSON.stringify(ids, null, 2)}\n`);
console.log(`Wrote ${FILE}: run make openapi.`);
