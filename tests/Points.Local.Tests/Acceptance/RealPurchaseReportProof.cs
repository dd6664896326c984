using System.Globalization;
using System.Text.Json.Nodes;
using Points.Cosmos.Relaying;
using Points.Domain.Ledger;
using Points.Domain.Settling;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Two years of a real shop, shifted ahead, day by day on a host: after each month the reports say what the ledgers
/// say, to the point. Takes minutes, so <c>.ci/proofs/reports</c> runs it. Prints a row for each month.
/// </summary>
public sealed class RealPurchaseReportProof
{
    private const string Programme = "report-shop",
        Shop = "supermarket";

    /// <summary>From December 2009 to January 2027.</summary>
    private const int MonthsAhead = 205;

    /// <summary>How many purchases are posted at once.</summary>
    private const int AtOnce = 8;

    private readonly List<(DateOnly Month, JsonObject Activity, JsonObject Liability)> _reports = [];
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string OrderId, long Fen)> _lastOrders = new(StringComparer.Ordinal);

    [Fact(Explicit = true)]
    public async Task After_each_month_of_two_real_years_the_reports_add_up_to_the_ledgers()
    {
        var file = Environment.GetEnvironmentVariable("POINTS_PROOF_PURCHASES");
        Assert.SkipWhen(file is null, "POINTS_PROOF_PURCHASES names no file");
        var months = int.Parse(
            Environment.GetEnvironmentVariable("POINTS_PROOF_MONTHS") ?? "25",
            CultureInfo.InvariantCulture
        );
        await using var host = await RunningHost.Start(configure: it =>
            it with
            {
                Settings = AcceptanceHost.HighLimits,
            }
        );
        await host.Api.SetClock("2027-01-01T00:00:10+08:00");
        await host.Api.PublishCopy(Shop, Programme, ChangeTerms);

        foreach (var month in ReadPurchases(file!).GroupBy(it => new DateOnly(it.At.Year, it.At.Month, 1)).Take(months))
        {
            foreach (var day in month.GroupBy(it => DateOnly.FromDateTime(it.At.DateTime)))
                await Trade(host.Api, day.Key, [.. day]);
            await EndMonth(host.Api, month.Key);
        }

        await Compare(host);
    }

    private static void ChangeTerms(JsonObject document)
    {
        document["validity"] = JsonNode.Parse("""{ "kind": "months", "months": 6, "monthEnd": true }""");
        document["earning"]!["pendingDays"] = 14;
        document["earning"]!["refundsFrom"] = "any-lot";
    }

    private static IEnumerable<(string Id, DateTimeOffset At, string Member, long Fen)> ReadPurchases(string file)
    {
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var cells = line.Split(',');
            if (cells[2].Length == 0 || cells[0].StartsWith('A'))
                continue;
            var at = DateTime.ParseExact(cells[1], "M/d/yy H:mm", CultureInfo.InvariantCulture).AddMonths(MonthsAhead);
            yield return (
                cells[0],
                new(at, TimeSpan.FromHours(8)),
                $"m-{cells[2].Split('.')[0]}",
                (long)Math.Round(decimal.Parse(cells[6], NumberStyles.Float, CultureInfo.InvariantCulture) * 100)
            );
        }
    }

    /// <summary>Posts a day's purchases, then the cancellations that fit the member's last purchase.</summary>
    private async Task Trade(Api api, DateOnly day, (string Id, DateTimeOffset At, string Member, long Fen)[] orders)
    {
        await api.SetClock($"{day:yyyy-MM-dd}T23:50:00+08:00");
        await Parallel.ForEachAsync(
            orders.Select(it => it.Member).Where(_members.Add).ToArray(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (member, _) =>
                await api.Enrol(
                    member,
                    new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Programme) }
                )
        );
        var token = await api.OperatorToken();
        await Parallel.ForEachAsync(
            orders.Where(it => it.Fen > 0),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (it, _) =>
            {
                var body = PurchaseBody(Programme, it.Fen, it.Id, it.At);
                body["merchantId"] = Shop;
                await api.Send(HttpMethod.Post, $"/api/members/{it.Member}/accruals", token, body, it.Id);
            }
        );
        foreach (var it in orders.Where(it => it.Fen > 0))
            _lastOrders[it.Member] = (it.Id, it.Fen);
        foreach (var it in orders.Where(it => it.Fen < 0))
            if (_lastOrders.Remove(it.Member, out var last) && last.Fen >= -it.Fen)
                await api.Refund(it.Member, Programme, last.OrderId, it.Id, -it.Fen, Shop);
    }

    /// <summary>
    /// Members with enough points take a voucher; then jobs book what is due, and the reports are read.
    /// </summary>
    private async Task EndMonth(Api api, DateOnly month)
    {
        var end = month.AddMonths(1);
        await api.SetClock($"{end.AddDays(-1):yyyy-MM-dd}T23:58:00+08:00");
        await Parallel.ForEachAsync(
            _members.Where((_, number) => number % 5 == month.Month % 5).ToArray(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (member, _) => await api.Redeem(member, RedemptionBody(Programme, "voucher", points: 1_000))
        );
        foreach (var job in (string[])["ExpirySweep", "ReportSums"])
            await api.RunJob(job);
        await api.SetClock($"{end:yyyy-MM-dd}T00:10:00+08:00");
        await api.RunJob("ReportsUpkeep");
        var token = await api.CreateToken("fen", "finance");
        var path = $"/api/programmes/{Programme}/reports";
        var last = $"{end.AddDays(-1):yyyy-MM-dd}";
        _reports.Add(
            (
                month,
                (await api.Send(HttpMethod.Get, $"{path}/activity?from={month:yyyy-MM-dd}&to={last}", token)).Body,
                (await api.Send(HttpMethod.Get, $"{path}/liability?on={last}", token)).Body
            )
        );
    }

    /// <summary>
    /// Compares with what the entries say that wallets had after them, which no sum was made from.
    /// </summary>
    private async Task Compare(RunningHost host)
    {
        var entries = await ReadLedgers(host);
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"{_members.Count} members, {entries.Count} entries");
        foreach (var (month, activity, liability) in _reports)
        {
            var end = month.AddMonths(1);
            var wallets = entries
                .Where(it => SettlementPeriod.DayOf(it.Entry.At) < end)
                .GroupBy(it => it.Wallet)
                .Select(it => it.MaxBy(entry => entry.Entry.Sequence).Entry.After)
                .ToArray();
            var (usable, pending, held) = (
                wallets.Sum(it => it.Balance.Value),
                wallets.Sum(it => it.Pending.Value),
                wallets.Sum(it => it.Held.Value)
            );
            var total = activity["total"]!;
            output.WriteLine(
                $"{month:yyyy-MM}: opening {total["opening"]}, issued {total["issued"]}, redeemed {total["redeemed"]}, "
                    + $"expired {total["expired"]}, taken back {total["takenBack"]}, closing {total["closing"]}, "
                    + $"in the ledgers {usable + pending + held}, breakage of a million "
                    + $"{liability["breakage"]!["expiredPerMillion"] ?? "unknown"}"
            );
            Assert.Equal(
                (usable, pending, held),
                ((long)total["closingUsable"]!, (long)total["closingPending"]!, (long)total["closingHeld"]!)
            );
            Assert.Equal(usable + pending + held, (long)liability["total"]!["points"]!);
            var booked = entries
                .Where(it => SettlementPeriod.DayOf(it.Entry.At) is var day && day >= month && day < end)
                .Select(it => it.Entry)
                .ToArray();
            Assert.Equal(booked.Length, (long)total["entries"]!);
            Assert.Equal(
                -booked.Where(it => it.Kind is EntryKind.Expiry).Sum(it => it.Points.Value),
                (long)total["expired"]!
            );
            Assert.Equal(
                -booked.Where(it => it.Kind is EntryKind.Redemption).Sum(it => it.Points.Value),
                (long)total["redeemed"]!
            );
        }
    }

    private static async Task<IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)>> ReadLedgers(RunningHost host)
    {
        using var client = host.Store.Connect();
        var (ledger, entries) = (new CosmosLedger(client), new List<(WalletId, LedgerEntry)>());
        for (string? token = null; ; )
        {
            var page = await ledger.ReadPage(token, since: null, TestContext.Current.CancellationToken);
            if (page.IsLast)
                return entries;
            entries.AddRange(page.Entries);
            token = page.ContinuationToken;
        }
    }
}
