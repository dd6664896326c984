using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Keys;
using Points.Cosmos.Relaying;
using Points.Cosmos.Reporting;
using Points.Domain.Reporting;

namespace Points.Cosmos.Tests.Reporting;

/// <summary>A rebuild from the ledgers gives the same documents, whatever is counted meanwhile.</summary>
public sealed class ReportRebuildTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly CosmosFixture _cosmos = new();
    private CosmosReportSums _sums = null!;
    private CosmosReportRebuild _rebuild = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        var ledgers = new CosmosLedgerKeys(_cosmos.Client);
        (_sums, _rebuild) = (
            new(_cosmos.Client, ledgers),
            new(_cosmos.Client, new CosmosLedger(_cosmos.Client), ledgers)
        );
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Given_sums_that_are_rebuilt_Then_every_document_is_the_same_to_the_byte()
    {
        var ledgers = new ReportLedgers(11, wallets: 40, entriesEach: 15);
        await ledgers.Store(_cosmos.Client, ledgers.Entries);
        foreach (var page in ledgers.Entries.Chunk(35))
            await _sums.Count(page, Ct);
        await _sums.CloseMonths(ledgers.ProgrammeId, new(2027, 9, 1), Ct);
        var before = await Documents(ledgers.ProgrammeId, generation: 1);

        Assert.Equal(RebuildStage.Reading, (await _rebuild.Start(ledgers.ProgrammeId, Now, Ct)).Stage);
        Assert.Equal(RebuildStage.Replacing, (await Continue(ledgers, Now))!.Stage);
        Assert.Equal(RebuildStage.Replacing, (await _rebuild.Start(ledgers.ProgrammeId, Now, Ct)).Stage);
        Assert.Equal(RebuildStage.Done, (await Continue(ledgers, Now.AddMinutes(6)))!.Stage);
        Assert.Null(await Continue(ledgers, Now.AddMinutes(7)));
        await _sums.CloseMonths(ledgers.ProgrammeId, new(2027, 9, 1), Ct);

        Assert.NotEmpty(before);
        Assert.Equal(before, await Documents(ledgers.ProgrammeId, generation: 2));
        Assert.Empty(await Documents(ledgers.ProgrammeId, generation: 1));
    }

    [Fact]
    public async Task Given_entries_that_arrive_during_a_rebuild_Then_each_counts_once()
    {
        var ledgers = new ReportLedgers(12, wallets: 30, entriesEach: 30);
        var (early, late) = (ledgers.Entries[..600], ledgers.Entries[600..]);
        await ledgers.Store(_cosmos.Client, early);
        await _sums.Count(early[..400], Ct);
        await _rebuild.Start(ledgers.ProgrammeId, Now, Ct);

        await Task.WhenAll(Arrive(), Continue(ledgers, Now));
        await Continue(ledgers, Now.AddMinutes(6));
        await Continue(ledgers, Now.AddMinutes(12));

        var (expected, read) = (
            ledgers.Expected(new(2027, 1, 1), ledgers.LastDay),
            await _sums.Read(ledgers.ProgrammeId, new(2027, 1, 1), ledgers.LastDay, Ct)
        );
        Assert.Equal(expected.Days.Values.Sum(it => it.Entries), read.Days.Values.Sum(it => it.Entries));
        Assert.All(expected.Days, day => Assert.Equal(day.Value.Parts, read.Days[day.Key].Parts));

        async Task Arrive()
        {
            await _sums.Count(early[400..], Ct);
            foreach (var page in late.Chunk(30))
            {
                await ledgers.Store(_cosmos.Client, page);
                await _sums.Count(page, Ct);
            }
        }
    }

    private Task<RebuildState?> Continue(ReportLedgers ledgers, DateTimeOffset now) =>
        _rebuild.Continue(ledgers.ProgrammeId, now, stopped: default, Ct);

    /// <summary>The documents of a generation as they are stored, without what the store adds.</summary>
    private async Task<IReadOnlyList<string>> Documents(string programmeId, int generation)
    {
        var documents = new List<string>();
        var reports = _cosmos.Client.GetContainer(CosmosContainers.Database, CosmosContainers.Reports);
        using var pages = reports.GetItemQueryStreamIterator(new QueryDefinition("SELECT * FROM c"));
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync(Ct);
            foreach (var document in JsonNode.Parse(page.Content)!["Documents"]!.AsArray())
            {
                var part = (string)document!["part"]!;
                if (!part.StartsWith($"{programmeId}~{generation}~", StringComparison.Ordinal))
                    continue;
                foreach (var name in (string[])["_rid", "_self", "_etag", "_attachments", "_ts"])
                    document.AsObject().Remove(name);
                document["part"] = part[^2..];
                documents.Add(document.ToJsonString());
            }
        }
        return [.. documents.Order(StringComparer.Ordinal)];
    }
}
