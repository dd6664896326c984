using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Jobs;
using Points.Domain.Jobs;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Jobs;

/// <summary>
/// Wallets that are due in every part of a container, and instances that share the work on them. It counts how often
/// each wallet is read and handled.
/// </summary>
internal sealed class SharedRun(CosmosFixture cosmos, TimeProvider clock) : IDueItems<WalletId>, IRunInvitations
{
    public static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IDueItems<WalletId> _due = new CosmosDueWallets(cosmos.Client).Of(MaintenanceKind.Reminder);
    private readonly Container _wallets = cosmos.Client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Wallets
    );
    private readonly ConcurrentQueue<(string Range, WalletId Wallet)> _read = [];
    private readonly ConcurrentQueue<WalletId> _handled = [];

    public string Name => _due.Name;

    /// <summary>How many invitations were sent.</summary>
    public int Invitations { get; private set; }

    /// <summary>All wallets that were handled, in order, each as often as it was handled.</summary>
    public IReadOnlyCollection<WalletId> Handled => _handled;

    /// <summary>Whether a wallet is not due any more after it was handled; else it stays due.</summary>
    public Func<WalletId, bool> IsDone { get; init; } = _ => true;

    /// <summary>Called before each wallet is handled.</summary>
    public Func<WalletId, CancellationToken, Task> BeforeEach { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Stores wallets that became due in the seconds before <see cref="Now"/>.</summary>
    public async Task<WalletId[]> AddDue(int count)
    {
        var ids = Enumerable.Range(0, count).Select(i => new WalletId($"m-{i}", "shop")).ToArray();
        await Parallel.ForEachAsync(
            ids.Index(),
            async (it, ct) =>
                // Many are due in the same second, as after midnight.
                await _wallets.CreateItemAsync(
                    DocumentOf(it.Item, StoredTime.FloorSeconds(Now.AddSeconds(-it.Index / 200))),
                    cancellationToken: ct
                )
        );
        return ids;
    }

    /// <summary>Lets one instance work until no part is free.</summary>
    /// <returns>How many wallets it has handled.</returns>
    public async Task<long> Work(
        string runId = "run",
        bool isInvited = false,
        CancellationTokenSource? deadline = null,
        CancellationTokenSource? stop = null
    )
    {
        var runner = new DueItemsRunner(
            new CosmosJobParts(cosmos.Client, clock),
            this,
            () => Guid.NewGuid().ToString("N")
        );
        var steps = new IndependentSteps();
        var changed = await runner.Run(
            this,
            Handle,
            new(runId, Now, isInvited, deadline?.Token ?? default),
            steps,
            stop?.Token ?? default
        );
        steps.ThrowIfAnyFailed("test");
        return changed;
    }

    /// <summary>For each part, how many of its wallets were read more than once.</summary>
    public IReadOnlyDictionary<string, int> CountReadTwice() =>
        _read
            .GroupBy(it => it.Range)
            .ToDictionary(part => part.Key, part => part.GroupBy(it => it.Wallet).Count(it => it.Count() > 1));

    /// <summary>The part in which a wallet was read.</summary>
    public string RangeOf(WalletId wallet) => _read.First(it => it.Wallet == wallet).Range;

    /// <summary>Counts all reads of wallets from now on.</summary>
    public void ForgetReads() => _read.Clear();

    public Task<IReadOnlyList<string>> ListRanges(CancellationToken ct) => _due.ListRanges(ct);

    public async Task<DuePage<WalletId>> ReadPage(
        string range,
        DateTimeOffset until,
        string? position,
        CancellationToken ct
    )
    {
        var page = await _due.ReadPage(range, until, position, ct);
        foreach (var wallet in page.Items)
            _read.Enqueue((range, wallet));
        return page;
    }

    Task IRunInvitations.Invite(string work, RunShare share, int count, CancellationToken ct)
    {
        Invitations += count;
        return Task.CompletedTask;
    }

    private async Task<bool> Handle(WalletId wallet, CancellationToken ct)
    {
        await BeforeEach(wallet, ct);
        if (IsDone(wallet))
            await _wallets.UpsertItemAsync(DocumentOf(wallet, reminderDueAt: null), cancellationToken: ct);
        _handled.Enqueue(wallet);
        return true;
    }

    private static object DocumentOf(WalletId wallet, long? reminderDueAt) =>
        new
        {
            id = "wallet:shop",
            wallet.MemberId,
            wallet.ProgrammeId,
            reminderDueAt,
        };
}
