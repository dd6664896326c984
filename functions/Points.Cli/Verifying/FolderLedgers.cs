using System.Threading.Channels;
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
    private const int LedgersPerPage = 1_000;

    /// <summary>How many members wait to be verified, at most.</summary>
    private const int MembersWaitingMax = 1_000;

    /// <exception cref="CommandException">The store is damaged.</exception>
    public async Task Run(CancellationToken ct)
    {
        var anchored = ReadAnchors();
        tally.Heads = anchored.Count;
        await using var store = Open();
        using var client = store.Connect();
        var (ledgers, issued) = (new CosmosStoredLedgers(client, new CosmosLedgerKeys(client)), new IssuedPoints());
        var programmes = new CosmosProgrammes(client, TimeProvider.System);
        var members = Channel.CreateBounded<string>(MembersWaitingMax);
        var listing = ListMembers(ledgers, members.Writer, ct);
        await Parallel.ForEachAsync(
            members.Reader.ReadAllAsync(ct),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct },
            async (memberId, token) =>
            {
                var found = await ledgers.ReadMember(memberId, token);
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
        await listing;
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

    /// <summary>A member has as many wallets as programmes, in no order: each member is listed once.</summary>
    private static async Task ListMembers(
        CosmosStoredLedgers ledgers,
        ChannelWriter<string> members,
        CancellationToken ct
    )
    {
        try
        {
            var known = new HashSet<string>(StringComparer.Ordinal);
            for (string? position = null; ; )
            {
                var page =
                    await ledgers.List(position, LedgersPerPage, ct)
                    ?? throw new InvalidOperationException("the store does not know its own position");
                foreach (var (wallet, _) in page.Ledgers)
                    if (known.Add(wallet.MemberId))
                        await members.WriteAsync(wallet.MemberId, ct);
                if (page.Next is null)
                    break;
                position = page.Next;
            }
            members.Complete();
        }
        catch (Exception fault)
        {
            members.Complete(fault);
            throw;
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
