using Emulators.CosmosDb;
using Points.Cli.Hosts;
using Points.Cosmos.Keys;
using Points.Cosmos.Programmes;
using Points.Cosmos.Verifying;
using Points.Domain.Relaying;
using Points.Domain.Verifying;

namespace Points.Cli.Verifying;

/// <summary>Verifies everything in the data folder of a stopped one-machine host.</summary>
internal sealed class FolderLedgers(FolderCopy copy, VerifyTally tally)
{
    /// <exception cref="CommandException">The store is damaged.</exception>
    public async Task Run(CancellationToken ct)
    {
        var anchored = ReadAnchors();
        tally.Heads = anchored.Count;
        await using var store = Open();
        using var client = store.Connect();
        var (ledgers, issued) = (new CosmosStoredLedgers(client, new CosmosLedgerKeys(client)), new IssuedPoints());
        var programmes = new CosmosProgrammes(client, TimeProvider.System);
        await Parallel.ForEachAsync(
            ledgers.ReadInOnePass(ct),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct },
            async (read, token) =>
            {
                var found = read();
                tally.Add(found.Unreadable);
                foreach (var ledger in found.Ledgers)
                {
                    foreach (var entry in ledger.Entries)
                        issued.Add(entry);
                    var complete = ledger with { Tiers = await programmes.FindTiers(ledger.Wallet, token) };
                    tally.Add(complete, LedgerVerifier.Verify(complete, anchored));
                }
            }
        );
        tally.Add(issued.FindDifferences(await ledgers.ReadBudgets(ct).ToListAsync(ct)));
    }

    private CosmosEmulator Open()
    {
        try
        {
            return CosmosEmulator.Open(new(copy.Store));
        }
        catch (InvalidDataException fault)
        {
            throw new CommandException(fault.Message, fault);
        }
    }

    private AnchoredHeads ReadAnchors()
    {
        var anchored = new AnchoredHeads();
        foreach (var name in FolderListing.List(copy.Archive, LedgerAnchor.Folder, after: null))
            try
            {
                foreach (var head in LedgerAnchor.FromJson(File.ReadAllBytes(Path.Combine(copy.Archive, name))).Heads)
                    anchored.Add(head);
            }
            catch (Exception fault) when (fault is InvalidDataException or System.Text.Json.JsonException)
            {
                tally.Add([new("anchors", EntryId: null, $"the file {name} cannot be read: {fault.Message}")]);
            }
        return anchored;
    }
}
