using Emulators.CosmosDb;
using Points.Cosmos.Keys;
using Points.Cosmos.Reporting;
using Points.Domain;

namespace Points.Cosmos.Tests.Reporting;

/// <summary>
/// Counting dies at any request, or loses its answer, and starts again: each entry still counts once.
/// </summary>
public sealed class ReportCrashTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Given_requests_that_fail_before_and_after_their_writes_Then_each_entry_counts_once(int seed)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var (faults, random) = (_cosmos.FaultsOrSkip(), new Random(seed));
        var ledgers = new ReportLedgers(seed, wallets: 20, entriesEach: 15);
        var sums = new CosmosReportSums(_cosmos.Client, new CosmosLedgerKeys(_cosmos.Client));
        InjectedFault[] kinds =
        [
            InjectedFault.Unavailable,
            InjectedFault.TimedOut,
            InjectedFault.AnswerLost,
            InjectedFault.DisconnectedAfterwards,
            InjectedFault.PreconditionFailed,
        ];

        foreach (var page in ledgers.Entries.Chunk(60))
        {
            foreach (var fault in kinds)
                faults.InjectRandomly(
                    0.1,
                    random.Next(),
                    fault,
                    (container, kind) =>
                        container == CosmosContainers.Reports
                        && (kind == RequestKind.Batch || fault != InjectedFault.PreconditionFailed)
                );
            for (var attempt = 0; attempt < 3; attempt++)
                try
                {
                    await sums.Count(page, Ct);
                }
                catch (Exception fault) when (fault is StoreUnavailableException or StoreBusyException)
                {
                    // The feed delivers the page again.
                }
            faults.Clear();
            await sums.Count(page, Ct);
        }

        var (expected, read) = (
            ledgers.Expected(new(2027, 1, 1), ledgers.LastDay),
            await sums.Read(ledgers.ProgrammeId, new(2027, 1, 1), ledgers.LastDay, Ct)
        );
        Assert.Equal(expected.Days.Values.Sum(it => it.Entries), read.Days.Values.Sum(it => it.Entries));
        Assert.All(expected.Days, day => Assert.Equal(day.Value.Parts, read.Days[day.Key].Parts));
    }
}
