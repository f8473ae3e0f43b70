import { AppealsApi, CardFromJSON, Configuration, ReferenceApi, ResponseError, ToolsApi } from "./index";

declare const process: { argv: string[] };
const [address, token, card] = process.argv.slice(2);
const settings = new Configuration({ basePath: address + "/api/v1", headers: { "Authentication-Token": token } });

async function main(): Promise<void> {
  const appeals = new AppealsApi(settings);
  const appealAsked = { card: CardFromJSON(JSON.parse(card)) };
  const entered = await appeals.enterAppeal({ appealAsked, idempotencyKey: "ts-1" });
  const report = await new ToolsApi(settings).check({ checkAsked: { text: "Уважаемый Мария Петровна!", textOnly: true } });
  try {
    await appeals.appeal({ appealId: 999999 });
  } catch (refused) {
    console.log((refused as ResponseError).response.status, entered.number, report.findings[0].code);
  }
  console.log((await new ReferenceApi(settings).me()).name);
}

main();
