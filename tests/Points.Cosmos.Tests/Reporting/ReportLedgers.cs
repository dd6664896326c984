using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Reporting;
using Points.Domain.Settling;

namespace Points.Cosmos.Tests.Reporting;

/// <summary>
/// Random ledgers of a programme of their own: wallets that earn, spend and lose points over some months, and what
/// their entries add up to.
/// </summary>
internal sealed class ReportLedgers
{
    private static readonly DateTimeOffset Begin = new(2027, 1, 20, 12, 0, 0, TimeSpan.FromHours(8));

    private readonly Random _random;

    public ReportLedgers(int seed, int wallets, int entriesEach)
    {
        _random = new(seed);
        ProgrammeId = $"p-{Guid.NewGuid():N}";
        Entries =
        [
            .. Enumerable
                .Range(0, wallets)
                .SelectMany(number => LedgerOf($"m-{ProgrammeId}-{number}", $"k-{ProgrammeId}-{number}", entriesEach))
                .OrderBy(it => it.Entry.At),
        ];
    }

    public string ProgrammeId { get; }

    /// <summary>In the order in which they were booked.</summary>
    public ImmutableArray<(WalletId Wallet, LedgerEntry Entry)> Entries { get; }

    public DateOnly LastDay => SettlementPeriod.DayOf(Entries.Max(it => it.Entry.At));

    /// <summary>What the sums of some days must be.</summary>
    public DailySums Expected(DateOnly from, DateOnly to)
    {
        var days = Entries
            .GroupBy(it => SettlementPeriod.DayOf(it.Entry.At), it => EntrySums.Of(it.Entry))
            .ToDictionary(it => it.Key, it => it.Aggregate(LedgerSums.None, (sum, entry) => sum.Plus(entry)));
        return new(
            days.Where(it => it.Key < from).Aggregate(LedgerSums.None, (sum, it) => sum.Plus(it.Value)),
            days.Where(it => it.Key >= from && it.Key <= to).ToDictionary()
        );
    }

    /// <summary>Stores entries where the app stores them.</summary>
    public async Task Store(CosmosClient client, params IEnumerable<(WalletId Wallet, LedgerEntry Entry)> entries)
    {
        var wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
        foreach (var (wallet, entry) in entries)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(
                EntryDocument.From(wallet, entry, trace: null, attempt: 0),
                DocumentJson.Default.EntryDocument
            );
            using var stored = await wallets.UpsertItemStreamAsync(new MemoryStream(json), new(wallet.MemberId));
            stored.EnsureSuccessStatusCode();
        }
    }

    private IEnumerable<(WalletId Wallet, LedgerEntry Entry)> LedgerOf(string memberId, string key, int count)
    {
        var (at, lots) = (Begin, new List<Lot>());
        for (var sequence = 1; sequence <= count; sequence++)
        {
            at += TimeSpan.FromHours(_random.Next(1, 120));
            var (kind, changes) = Next(lots, sequence);
            yield return (
                new(memberId, ProgrammeId),
                new()
                {
                    EntryId = $"e-{key}-{sequence}",
                    LedgerKey = key,
                    Sequence = sequence,
                    Kind = kind,
                    LotChanges = changes,
                    At = at,
                    Revision = 1,
                    Explanation = [],
                    After = new(Lots.Sum([.. lots]), Points.Zero, Points.Zero, [], 0, null),
                    Fingerprint = null,
                }
            );
        }
    }

    private (EntryKind Kind, ImmutableArray<Lot> Changes) Next(List<Lot> lots, int sequence)
    {
        if (lots.Count == 0 || _random.Next(3) > 0)
        {
            var earned = new Lot(
                new(_random.Next(1, 500)),
                _random.Next(5) == 0 ? null : new(2027, _random.Next(3, 13), 15),
                _random.Next(2) == 0 ? "shop" : "cinema"
            );
            lots.Add(earned);
            return (new EntryKind.Purchase("shop", $"o-{sequence}"), [earned]);
        }
        var taken = lots[_random.Next(lots.Count)];
        lots.Remove(taken);
        return (
            _random.Next(2) == 0
                ? new EntryKind.Redemption($"r-{sequence}", "tea", "cinema", new(100))
                : new EntryKind.Expiry(new(2027, 3, 16)),
            [taken with { Points = -taken.Points }]
        );
    }
}
